package org.operationsgateway.gateway.client;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Node.js scripts of {@code src/test/node}, copied to {@code target/node} beside their packages. */
final class Node {

    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path FOLDER = Path.of("target", "node");
    private static final Duration INSTALL_TIMEOUT = Duration.ofMinutes(3);
    private static final Duration SCRIPT_TIMEOUT = Duration.ofSeconds(60);

    private Node() {}

    /** Returns whether {@code node} and {@code npm} are on the path. */
    static boolean isOnThePath() {
        return isOnThePath("node") && isOnThePath("npm");
    }

    private static boolean isOnThePath(String program) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv("PATH"))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }

    /** Installs the locked versions of the packages, without running their scripts. */
    static void install() throws IOException, InterruptedException {
        copy();
        run(INSTALL_TIMEOUT, "npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund");
    }

    /** Copies the scripts. */
    static void copy() throws IOException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Runs a script against the gateway at this root URL. Fails if the script fails. */
    static void run(String script, String root) throws IOException, InterruptedException {
        run(SCRIPT_TIMEOUT, "node", script, root);
    }

    private static void run(Duration timeout, String... command) throws IOException, InterruptedException {
        Path output = FOLDER.resolve("output.log");
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended || process.exitValue() != 0) {
                String failure = ended ? "has failed" : "has not ended within " + timeout;
                throw new AssertionError(List.of(command) + " " + failure + ":\n" + Files.readString(output));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
