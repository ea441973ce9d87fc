package org.operationsgateway.gateway.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs of PostgreSQL, unpacked into a folder.
 *
 * <p>PostgreSQL refuses to run as root, so root runs them in a user namespace of their own, where it is nobody.
 */
record ServerBinaries(Path directory) {

    /** Runs a program to its end, appends what it says to the file, and returns its exit code. */
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

    /** Returns the version as PostgreSQL writes it, such as {@code 18.6}. */
    String version() throws IOException {
        Process process = new ProcessBuilder(command("postgres", "--version")).start();
        try (BufferedReader said = process.inputReader()) {
            String line = said.readLine();
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
