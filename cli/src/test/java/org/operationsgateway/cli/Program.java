package org.operationsgateway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A process of the packaged program, whose output is in files. */
final class Program implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Process process;
    private final Path out;
    private final Path err;

    private Program(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    static Path file() {
        return Path.of(System.getProperty("operations.program"));
    }

    /** Starts the program with arguments, or another command that contains it. */
    static Program start(int port, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(file().toString()));
        command.addAll(List.of(arguments));
        return startCommand(port, command);
    }

    static Program startCommand(int port, List<String> command) throws IOException {
        return start(builder(port, command));
    }

    /** Returns a builder of a process, with an environment that does not depend on the machine. */
    static ProcessBuilder builder(int port, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("OPERATIONS_URL", "http://localhost:" + port);
        builder.environment().put("OPERATIONS_AOT_CACHE", "off");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TERM", "xterm");
        builder.environment().keySet().removeAll(List.of("NO_COLOR", "COLUMNS", "LINES"));
        return builder;
    }

    static Program start(ProcessBuilder builder) throws IOException {
        Path out = Files.createTempFile("operations", ".out");
        Path err = Files.createTempFile("operations", ".err");
        return new Program(
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start(), out, err);
    }

    Process process() {
        return process;
    }

    String out() throws IOException {
        return new String(Files.readAllBytes(out), UTF_8);
    }

    String err() throws IOException {
        return new String(Files.readAllBytes(err), UTF_8);
    }

    /** Waits for the exit, and returns the exit code. */
    int exitCode() throws InterruptedException, IOException {
        if (!process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("It has not exited. Its output: " + out() + err());
        }
        return process.exitValue();
    }

    /** Waits until the output matches a condition. */
    void awaitOut(Predicate<String> condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.test(out())) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not the expected output: " + out() + err());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Sends SIGINT, as a terminal does. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
