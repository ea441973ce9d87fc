package org.operationsgateway.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium that opens one page, and the server to which the page reports by POST. Closing ends both. */
final class Browser implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 60;

    private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private final Process process;

    private Browser(Path program, String page, Path profile) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> respond(exchange, page));
        server.start();
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        // The page and the gateway have different origins.
                        "--disable-web-security",
                        "--user-data-dir=" + profile,
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("browser.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::endProcess));
    }

    /** Returns the first Chromium on the path; empty if there is none. */
    static Optional<Path> program() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv("PATH"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser open(Path program, String page, Path profile) throws IOException {
        return new Browser(program, page, profile);
    }

    private void respond(HttpExchange exchange, String page) throws IOException {
        try (exchange) {
            byte[] body = new byte[0];
            if (exchange.getRequestMethod().equals("POST")) {
                reports.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            } else {
                body = page.getBytes(UTF_8);
            }
            exchange.getResponseHeaders().add("Content-Type", "text/html;charset=UTF-8");
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Waits for the next report of the page. Fails after 60 seconds. */
    String report() throws InterruptedException {
        String report = reports.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (report == null) {
            throw new AssertionError("No report of the page within " + TIMEOUT_SECONDS + " s.");
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
        server.stop(0);
    }
}
