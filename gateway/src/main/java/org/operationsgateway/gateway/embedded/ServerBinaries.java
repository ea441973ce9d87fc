package org.operationsgateway.gateway.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The unpacked programs of PostgreSQL. Immutable.
 *
 * <p>PostgreSQL refuses to run as root. If the gateway runs as root, the programs run in a new user namespace, in which
 * their user is not root.
 */
record ServerBinaries(Path directory) {

    /** Runs a program, appends its output to a file, and returns the exit code. Blocks until the program ends. */
    int run(Path log, String program, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(program, arguments));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while " + program + " ran");
        }
    }

    /** Returns the version of PostgreSQL, such as {@code 18.6}. */
    String version() throws IOException {
        Process process = new ProcessBuilder(command("postgres", "--version")).start();
        try (BufferedReader output = process.inputReader()) {
            String line = output.readLine();
            return line == null ? "" : line.substring(line.lastIndexOf(' ') + 1);
        }
    }

    private List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(directory.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }
}
