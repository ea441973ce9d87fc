package org.operationsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
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

    @Test
    void aTableFollowsTheSizeOfItsTerminal(@TempDir Path folder) throws Exception {
        String message = "x".repeat(100);
        assertThat(run("create", "--id", "resized", "--message", message)).isZero();
        Path signal = folder.resolve("resize");
        String resize = "(until [ -e " + signal + " ]; do sleep 0.1; done; stty cols 60 </dev/tty) &";
        String command = resize + " exec " + Program.file() + " list --watch --filter name=operations/resized";
        try (Program terminal =
                Program.startCommand(GATEWAY.gateway().port(), List.of("script", "-qefc", command, "/dev/null"))) {
            terminal.awaitOut(out -> out.contains(" " + "x".repeat(38) + "…"));
            Files.createFile(signal);

            terminal.awaitOut(out -> out.contains(" " + "x".repeat(18) + "…"));
        }
    }

    @Test
    void anEmptyListIsAMessageOnTheStandardError() throws Exception {
        try (Program list = start("list", "--filter", "name=operations/none*");
                Program json = start("list", "--filter", "name=operations/none*", "--output", "json")) {
            assertThat(list.exitCode()).isZero();
            assertThat(list.out()).isEmpty();
            assertThat(list.err()).isEqualTo("operations: No operations found.\n");
            assertThat(json.exitCode()).isZero();
            assertThat(json.out() + json.err()).isEmpty();
        }
    }

    @Test
    void aHistoryHasALineForEachRevision() throws Exception {
        assertThat(run("create", "--id", "past", "--percent", "10")).isZero();
        assertThat(run("update", "past", "--message", "Copying")).isZero();
        assertThat(run("complete", "past")).isZero();
        try (Program history = start("history", "past");
                Program json = start("history", "past", "--output", "json")) {
            assertThat(history.exitCode()).isZero();
            assertThat(history.out().replaceAll("[0-9-]+T[0-9:]+Z", "TIME")).isEqualTo("""
                            1  TIME  running  10%
                            2  TIME  running  10%  Copying
                            3  TIME  done  10%  Copying
                            """);
            assertThat(json.exitCode()).isZero();
            assertThat(json.out().lines())
                    .hasSize(3)
                    .allSatisfy(line ->
                            assertThat(line).startsWith("{\"revision\":\"").endsWith("}}"));
        }
    }

    @Test
    void payloadsAreReadFromAFileAndFromTheStandardInput(@TempDir Path folder) throws Exception {
        Path metadata =
                Files.writeString(folder.resolve("metadata.json"), "{\"@type\": \"t/m\", \"text\": \"Größe\"}\n");
        assertThat(run("create", "--id", "payloads", "--metadata", "@" + metadata))
                .isZero();
        Path response = Files.writeString(folder.resolve("response.json"), "{\"@type\": \"t/r\", \"pages\": 12}");
        ProcessBuilder complete = Program.builder(
                        GATEWAY.gateway().port(),
                        List.of(Program.file().toString(), "complete", "payloads", "--response", "-"))
                .redirectInput(response.toFile());
        try (Program program = Program.start(complete)) {
            assertThat(program.exitCode()).isZero();
        }

        assertThat(GATEWAY.gateway().api().get("/v1/operations/payloads").body())
                .contains("{\"@type\":\"t/m\",\"text\":\"Größe\"}", "{\"@type\":\"t/r\",\"pages\":12}");
    }

    @Test
    void aStandardInputThatIsNoPayloadIsWrongUsage() throws Exception {
        try (Program program = start("complete", "payloads", "--response", "-")) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.out()).isEmpty();
            assertThat(program.err().lines()).singleElement().asString().contains("--response", "JSON object");
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
