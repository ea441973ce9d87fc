package org.operationsgateway.testkit.http;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;
import static java.net.http.HttpRequest.BodyPublishers.ofString;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntSupplier;

/**
 * An HTTP/1.1 client of one gateway on this machine. Thread-safe.
 *
 * <p>Paths are sent unchanged, without escaping or normalisation, and bodies are returned unchanged. Headers are names
 * and values in turn. Closing ends the requests that are still open.
 */
public final class Api implements AutoCloseable {

    /** The default time from a request to the head of its response. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final String[] JSON = {"Content-Type", "application/json"};

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final IntSupplier port;
    private final Duration timeout;

    /**
     * Creates a client with the default timeout.
     *
     * @param port the port of the gateway, read for each request
     */
    public Api(IntSupplier port) {
        this(port, TIMEOUT);
    }

    /** Creates a client. */
    public Api(IntSupplier port, Duration timeout) {
        this.port = port;
        this.timeout = timeout;
    }

    /** Returns the port of the gateway. */
    public int port() {
        return port.getAsInt();
    }

    /** Returns the address of a path with its query. */
    public URI uri(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public HttpResponse<String> delete(String path) {
        return send("DELETE", path, "");
    }

    public HttpResponse<String> patch(String path, String json) {
        return send("PATCH", path, json, JSON);
    }

    public HttpResponse<String> post(String path) {
        return send("POST", path, "");
    }

    public HttpResponse<String> post(String path, String json) {
        return send("POST", path, json, JSON);
    }

    /** Sends a POST request with a binary body, and waits for the response. */
    public HttpResponse<String> post(String path, byte[] body, String... headers) {
        return await(request("POST", path, ofByteArray(body), headers));
    }

    /** Sends a request and waits for the response. */
    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        return await(request(method, path, text(body), headers));
    }

    /** Sends a request without a body, and returns without waiting. */
    public CompletableFuture<HttpResponse<String>> start(String method, String path) {
        return start(method, path, "", new String[0]);
    }

    /** Sends an update, and returns without waiting. */
    public CompletableFuture<HttpResponse<String>> startPatch(String path, String json) {
        return start("PATCH", path, json, JSON);
    }

    /** Sends a request, and returns without waiting. */
    public CompletableFuture<HttpResponse<String>> start(String method, String path, String body, String... headers) {
        return client.sendAsync(request(method, path, text(body), headers), BodyHandlers.ofString());
    }

    private HttpResponse<String> await(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException(request.toString()));
        }
    }

    private static BodyPublisher text(String body) {
        return body.isEmpty() ? noBody() : ofString(body);
    }

    private HttpRequest request(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).timeout(timeout).method(method, body);
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
