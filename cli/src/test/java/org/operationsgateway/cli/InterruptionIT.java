package org.operationsgateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.process.GatewayExtension;

/** Tests of SIGINT, the signal of Ctrl-C. */
class InterruptionIT {

    @RegisterExtension
    static final GatewayExtension GATEWAY = new GatewayExtension();

    @Test
    void anInterruptedWatchLeavesTheOperationRunning() throws Exception {
        GATEWAY.producer().create("watched");
        try (Program watch = start("watch", "watched")) {
            watch.awaitOut(out -> out.startsWith("running"));
            watch.interrupt();

            assertThat(watch.exitCode()).isEqualTo(130);
            assertThat(watch.err()).isEmpty();
        }
        assertThat(operation("watched")).contains("\"done\":false");
    }

    @Test
    void anInterruptedWaitLeavesTheOperationRunning() throws Exception {
        GATEWAY.producer().create("awaited");
        try (Program wait = start("wait", "awaited")) {
            awaitConnection(wait.process());
            wait.interrupt();

            assertThat(wait.exitCode()).isEqualTo(130);
            assertThat(wait.out() + wait.err()).isEmpty();
        }
        assertThat(operation("awaited")).contains("\"done\":false");
    }

    @Test
    void anInterruptedRunTerminatesItsCommandAndCancelsTheOperation() throws Exception {
        String script = "trap '' INT; sleep 60 & echo ready $!; wait";
        try (Program run = start("run", "--id", "run", "--lease", "1h", "--", "sh", "-c", script)) {
            run.awaitOut(out -> out.endsWith("\n"));
            List<ProcessHandle> children = run.process().descendants().toList();
            run.interrupt();

            assertThat(run.exitCode()).isEqualTo(130);
            assertThat(children).hasSize(2).noneMatch(ProcessHandle::isAlive);
        }
        assertThat(operation("run")).contains("\"code\":1,\"message\":\"The command was interrupted.\"");
    }

    /** The terminal sends SIGINT to the program and to its command, which may end before the program reacts. */
    @Test
    void controlCAtATerminalCancelsTheOperation() throws Exception {
        String command = Program.file() + " run --id terminal --lease 1h -- sh -c 'echo ready; exec sleep 60'";
        ProcessBuilder builder = Program.builder(
                        GATEWAY.gateway().port(), withInterrupts("script", "-qec", command, "/dev/null"))
                .redirectInput(ProcessBuilder.Redirect.PIPE);
        try (Program script = Program.start(builder);
                OutputStream keyboard = script.process().getOutputStream()) {
            script.awaitOut(out -> out.contains("ready"));
            keyboard.write(3);
            keyboard.flush();

            assertThat(script.exitCode()).isEqualTo(130);
        }
        assertThat(operation("terminal")).contains("\"code\":1,\"message\":\"The command was interrupted.\"");
    }

    /** Waits until a process has a socket, so that it is past its start. */
    private static void awaitConnection(Process process) throws IOException, InterruptedException {
        Path descriptors = Path.of("/proc", Long.toString(process.pid()), "fd");
        while (process.isAlive() && sockets(descriptors) == 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static long sockets(Path descriptors) throws IOException {
        try (Stream<Path> files = Files.list(descriptors)) {
            return files.filter(InterruptionIT::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closed) {
            return false;
        }
    }

    private static String operation(String id) {
        return GATEWAY.gateway().api().get("/v1/operations/" + id).body();
    }

    private static Program start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Program.file().toString()));
        command.addAll(List.of(arguments));
        return Program.startCommand(GATEWAY.gateway().port(), withInterrupts(command.toArray(String[]::new)));
    }

    /** Returns a command that SIGINT ends, although the shell in which the test runs in the background ignores it. */
    private static List<String> withInterrupts(String... command) {
        List<String> withInterrupts = new ArrayList<>(List.of("env", "--default-signal=INT"));
        withInterrupts.addAll(List.of(command));
        return withInterrupts;
    }
}
