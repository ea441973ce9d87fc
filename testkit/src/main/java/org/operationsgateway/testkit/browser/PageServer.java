package org.operationsgateway.testkit.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server on 127.0.0.1 with one page, to which the page reports by POST. Thread-safe. */
public final class PageServer implements AutoCloseable {

    private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
    private final HttpServer server;
    private volatile String page = "";

    /** Starts a server on a free port, with an empty page. */
    public PageServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::respond);
        server.start();
    }

    /** Replaces the page, and discards the reports of the previous one. */
    public void show(String html) {
        page = html;
        reports.clear();
    }

    private void respond(HttpExchange exchange) throws IOException {
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

    /** Returns the address of the page by a name of this machine. */
    public URI uri(String host) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + "/");
    }

    /** Waits for the next report of the page. Returns null after the timeout. */
    public @Nullable String report(int timeoutSeconds) throws InterruptedException {
        return reports.poll(timeoutSeconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
