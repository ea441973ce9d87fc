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

/** The scripts of {@code src/test/node}, in a folder of their own below {@code target} beside the packages they need. */
final class Node {

    private static final Path SOURCES = Path.of("src", "test", "node");
    private static final Path FOLDER = Path.of("target", "node");
    private static final Duration INSTALLATION = Duration.ofMinutes(3);
    private static final Duration SCRIPT = Duration.ofSeconds(60);

    private Node() {}

    /** Whether this machine has what it takes. */
    static boolean isOnThePath() {
        return isOnThePath("node") && isOnThePath("npm");
    }

    private static boolean isOnThePath(String program) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv("PATH"))
                .map(folder -> Path.of(folder, program))
                .anyMatch(Files::isExecutable);
    }

    /** Installs exactly the packages that are locked, without running anything of theirs. */
    static void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        run(INSTALLATION, "npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund");
    }

    /** Runs a script, and fails if it does. */
    static void run(String script, String root) throws IOException, InterruptedException {
        run(SCRIPT, "node", script, root);
    }

    private static void run(Duration atMost, String... command) throws IOException, InterruptedException {
        Path output = FOLDER.resolve("output.log");
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            boolean ended = process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended || process.exitValue() != 0) {
                String how = ended ? "has failed" : "has not ended within " + atMost;
                throw new AssertionError(List.of(command) + " " + how + ":\n" + Files.readString(output));
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
