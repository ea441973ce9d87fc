package org.operationsgateway.testkit.browser;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A process of a headless Chromium with one page. Every name below {@code .example} has the address 127.0.0.1. Closing
 * ends the process.
 */
public final class Chromium implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 60;
    private static final String MISSING =
            "Chromium is not on the path. Install it, for example with: apt-get install chromium";

    private final Process process;
    private final Path log;

    private Chromium(Process process, Path profile) {
        this.process = process;
        this.log = log(profile);
        Runtime.getRuntime().addShutdownHook(new Thread(this::endProcess));
    }

    /**
     * Opens a page. Without Chromium on the path, the test is skipped, but fails if the environment variable {@code CI}
     * is {@code true}.
     *
     * @param profile an empty folder
     * @param options further options of the command line
     */
    public static Chromium open(URI page, Path profile, String... options) throws IOException {
        return new Chromium(
                new ProcessBuilder(command(page, profile, options))
                        .redirectErrorStream(true)
                        .redirectOutput(log(profile).toFile())
                        .start(),
                profile);
    }

    /** Returns the document of a page after it has been loaded, as HTML. Without Chromium, see {@link #open}. */
    public static String documentOf(URI page, Path profile) throws IOException, InterruptedException {
        Path document = profile.resolve("document.html");
        Process process = new ProcessBuilder(command(page, profile, "--dump-dom"))
                .redirectError(log(profile).toFile())
                .redirectOutput(document.toFile())
                .start();
        try (Chromium chromium = new Chromium(process, profile)) {
            if (!chromium.process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("Chromium has not loaded " + page + " within " + TIMEOUT_SECONDS + " s.");
            }
        }
        return Files.readString(document);
    }

    private static List<String> command(URI page, Path profile, String... options) {
        List<String> command = new ArrayList<>(List.of(
                program().toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--host-resolver-rules=MAP *.example 127.0.0.1",
                "--user-data-dir=" + profile));
        command.addAll(List.of(options));
        command.add(page.toString());
        return command;
    }

    /** Returns the program. Without Chromium on the path, the test is skipped, but fails in CI. */
    public static Path program() {
        Optional<Path> program = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv("PATH"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty() && "true".equals(System.getenv("CI"))) {
            Assertions.fail(MISSING);
        }
        Assumptions.assumeTrue(program.isPresent(), MISSING);
        return program.orElseThrow();
    }

    private static Path log(Path profile) {
        return profile.resolve("browser.log");
    }

    /** Waits for the next report of the page to its server. Fails after 60 seconds. */
    public String report(PageServer pages) throws IOException, InterruptedException {
        String report = pages.report(TIMEOUT_SECONDS);
        if (report == null) {
            throw new AssertionError("No report of the page within " + TIMEOUT_SECONDS + " s. The log of the browser:\n"
                    + Files.readString(log));
        }
        return report;
    }

    private void endProcess() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        endProcess();
        process.onExit().join();
    }
}
