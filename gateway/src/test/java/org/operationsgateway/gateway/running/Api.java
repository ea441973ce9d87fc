package org.operationsgateway.gateway.running;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpRequest.BodyPublishers.ofByteArray;
import static java.net.http.HttpRequest.BodyPublishers.ofString;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;

/**
 * The running gateway as a client sees it, over HTTP/1.1.
 *
 * <p>Paths go out as they are written, with nothing escaped or tidied up, and bodies come back byte for byte. Headers
 * are names and values in turn.
 */
@TestComponent
public class Api {

    /** How long to wait for an answer, at most. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Environment environment;

    Api(Environment environment) {
        this.environment = environment;
    }

    /** Where the gateway listens. */
    public int port() {
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public HttpResponse<String> delete(String path) {
        return send("DELETE", path, "");
    }

    public HttpResponse<String> patch(String path, String json) {
        return send("PATCH", path, json, "Content-Type", "application/json");
    }

    public HttpResponse<String> post(String path) {
        return send("POST", path, "");
    }

    public HttpResponse<String> post(String path, String json) {
        return send("POST", path, json, "Content-Type", "application/json");
    }

    /** Sends a request and waits for the whole answer. */
    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        try {
            return client.send(request(method, path, body, headers), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException(method + " " + path));
        }
    }

    /** Posts bytes that are no text. */
    public HttpResponse<String> post(String path, byte[] body, String... headers) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .timeout(TIMEOUT)
                .headers(headers)
                .POST(ofByteArray(body))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString()).join();
    }

    /** Sends a request, and waits for nothing. */
    public CompletableFuture<HttpResponse<String>> start(String method, String path) {
        return client.sendAsync(request(method, path, ""), BodyHandlers.ofString());
    }

    /** Sends an update, and waits for nothing. */
    public CompletableFuture<HttpResponse<String>> startPatch(String path, String json) {
        return client.sendAsync(
                request("PATCH", path, json, "Content-Type", "application/json"), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
                .timeout(TIMEOUT)
                .method(method, body.isEmpty() ? noBody() : ofString(body));
        return (headers.length == 0 ? request : request.headers(headers)).build();
    }
}
