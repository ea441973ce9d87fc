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

/** A real browser without a window, which shows one page and listens to what the page reports by POST to its own address. */
final class Browser implements AutoCloseable {

    private static final int TIMEOUT_SECONDS = 60;

    private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private final Process process;

    private Browser(Path program, String page, Path profile) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, page));
        server.start();
        process = new ProcessBuilder(
                        program.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        // The page is not the gateway's own.
                        "--disable-web-security",
                        "--user-data-dir=" + profile,
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/")
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("browser.log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::endProcess));
    }

    /** Where a browser is on this machine; empty if there is none. */
    static Optional<Path> program() {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv("PATH"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser show(Path program, String page, Path profile) throws IOException {
        return new Browser(program, page, profile);
    }

    private void answer(HttpExchange exchange, String page) throws IOException {
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

    /** The next report of the page. */
    String report() throws InterruptedException {
        String report = reports.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        if (report == null) {
            throw new AssertionError("The page has reported nothing for " + TIMEOUT_SECONDS + " s.");
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
