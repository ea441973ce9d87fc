package org.operationsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.process.GatewayExtension;

/** Tests of the packaged program with a real gateway. */
class CliIT {

    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension();

    @Test
    void anOperationIsCreatedUpdatedWatchedAndCompleted() throws Exception {
        assertThat(run("create", "--id", "report", "--units", "1/4")).isZero();
        assertThat(run("update", "report", "--units", "2/4", "--message", "Copying"))
                .isZero();
        try (Program watch = start("watch", "report")) {
            watch.awaitOut("running  50%  Copying\n"::equals);
            assertThat(run("complete", "report", "--response", "{\"@type\":\"t/r\",\"pages\":12}"))
                    .isZero();

            assertThat(watch.exitCode()).isZero();
            assertThat(watch.out()).isEqualTo("running  50%  Copying\ndone  50%  Copying\n");
            assertThat(watch.err()).isEmpty();
        }
    }

    @Test
    void jsonIsThatOfTheApi() throws Exception {
        GATEWAY.producer().create("json");

        try (Program get = start("get", "json", "--output", "json")) {
            assertThat(get.exitCode()).isZero();
            assertThat(get.out().strip())
                    .isEqualTo(
                            GATEWAY.gateway().api().get("/v1/operations/json").body());
        }
    }

    @Test
    void aFailedOperationExitsWithOneAndACancelledOneWith130() throws Exception {
        assertThat(run("create", "--id", "failed")).isZero();
        assertThat(run("fail", "failed", "--code", "ABORTED", "--message", "No space"))
                .isZero();
        assertThat(run("wait", "failed")).isEqualTo(1);
        assertThat(run("create", "--id", "cancelled")).isZero();
        assertThat(run("cancel", "cancelled")).isZero();
        assertThat(run("watch", "cancelled")).isEqualTo(130);
        assertThat(run("delete", "cancelled")).isZero();
        assertThat(run("get", "cancelled")).isEqualTo(1);
    }

    @Test
    void aCommandRunsAsAnOperation() throws Exception {
        try (Program run = start("run", "--id", "steps", "--", "sh", "-c", "echo step 1; echo no >&2; exit 3")) {
            assertThat(run.exitCode()).isEqualTo(3);
            assertThat(run.out()).isEqualTo("step 1\n");
            assertThat(run.err()).isEqualTo("operations: The command runs as operations/steps.\nno\n");
        }
        try (Program get = start("wait", "steps")) {
            assertThat(get.exitCode()).isEqualTo(1);
            assertThat(get.out()).contains("UNKNOWN: The command ended with exit code 3.");
        }
    }

    @Test
    void aCommandWithoutErrorCompletesAndAnAbsentOneFails() throws Exception {
        assertThat(run("run", "--id", "true", "--", "true")).isZero();
        assertThat(run("wait", "true")).isZero();
        assertThat(run("run", "--id", "absent", "--", "/nonexistent/program")).isEqualTo(127);
        assertThat(run("wait", "absent")).isEqualTo(1);
    }

    @Test
    void aCancellationTerminatesTheCommandAndItsChildren() throws Exception {
        String script = "trap 'echo terminated; exit 0' TERM; sleep 60 & echo ready $!; wait";
        try (Program run = start("run", "--id", "long", "--", "sh", "-c", script)) {
            run.awaitOut(out -> out.startsWith("ready"));
            long child = Long.parseLong(run.out().split("\\s+", -1)[1]);
            assertThat(run("cancel", "long")).isZero();

            assertThat(run.exitCode()).isEqualTo(130);
            assertThat(run.out()).contains("terminated");
            assertThat(ProcessHandle.of(child)).isEmpty();
        }
        assertThat(run("wait", "long")).isEqualTo(130);
    }

    @Test
    void anInterruptedRunEndsItsOperationAtOnce() throws Exception {
        try (Program run = start("run", "--id", "stopped", "--lease", "1h", "--", "sh", "-c", "echo ready; sleep 60")) {
            run.awaitOut("ready\n"::equals);
            run.process().destroy();

            assertThat(run.exitCode()).isEqualTo(143);
        }
        assertThat(run("wait", "stopped", "--timeout", "10s")).isEqualTo(130);
    }

    @Test
    void theLeaseEndsTheOperationOfAKilledRun() throws Exception {
        try (Program run = start("run", "--id", "killed", "--lease", "2s", "--", "sh", "-c", "echo ready; sleep 60")) {
            run.awaitOut("ready\n"::equals);
            List<ProcessHandle> children = run.process().descendants().toList();
            run.process().destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
        assertThat(run("wait", "killed", "--timeout", "30s")).isEqualTo(1);
    }

    @Test
    void aListStaysLive() throws Exception {
        try (Program lines = start("list", "--watch", "--filter", "name=operations/live*");
                Program json = start("list", "--watch", "--output", "json", "--filter", "name=operations/live*")) {
            json.awaitOut(out -> out.contains("{\"event\":\"synced\"}\n"));
            assertThat(run("create", "--id", "live1", "--percent", "10")).isZero();
            json.awaitOut(out -> out.contains("{\"event\":\"message\",\"operation\":{\"name\":\"operations/live1\""));
            lines.awaitOut("operations/live1  running  10%\n"::equals);
            assertThat(run("delete", "live1")).isZero();
            json.awaitOut(out -> out.endsWith("{\"event\":\"removed\",\"name\":\"operations/live1\"}\n"));
        }
    }

    @Test
    void aTerminalShowsAProgressBarInColour() throws Exception {
        assertThat(run("create", "--id", "drawn", "--percent", "50")).isZero();
        assertThat(run("complete", "drawn")).isZero();
        String command = Program.file() + " watch drawn";
        try (Program terminal =
                Program.startCommand(GATEWAY.gateway().port(), List.of("script", "-qec", command, "/dev/null"))) {
            assertThat(terminal.exitCode()).isZero();
            assertThat(terminal.out()).contains("\033[32mdone\033[0m", "[====", "50%");
        }
    }

    private static Program start(String... arguments) throws IOException {
        return Program.start(GATEWAY.gateway().port(), arguments);
    }

    private static int run(String... arguments) throws IOException, InterruptedException {
        try (Program program = start(arguments)) {
            return program.exitCode();
        }
    }
}
