package org.operationsgateway.gateway.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * A service that does long work, and tells one gateway of it. Each method returns once the gateway has answered 200, and
 * fails if it answers anything else. Thread-safe.
 */
public final class Producer implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String COLLECTION = "operations/";
    private static final String TYPE = "\"@type\":\"type.googleapis.com/test.Progress\"";

    private final GatewayProcess gateway;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Producer(GatewayProcess gateway) {
        this.gateway = gateway;
    }

    /** Creates {@code operations/id}, whose metadata says step 1. */
    public void create(String id) {
        send("POST", "/v1/operations?operationId=" + id, "{\"metadata\":" + progress(1) + "}");
    }

    /**
     * Creates an operation of any name.
     *
     * @param name the whole of it, such as {@code projects/p/operations/some/id}
     * @param operation what it is at first, as JSON without the name
     */
    public void create(String name, String operation) {
        int divider = name.indexOf(COLLECTION);
        String id = name.substring(divider + COLLECTION.length());
        send("POST", "/v1/" + name.substring(0, divider) + "operations?operationId=" + id, operation);
    }

    /** Creates {@code operations/id}, which nobody can cancel. */
    public void createUncancellable(String id) {
        send("POST", "/v1/operations?cancellation=UNSUPPORTED&operationId=" + id, "{}");
    }

    /** Has the metadata say another step. */
    public void update(String id, int step) {
        send("PATCH", "/v1/operations/" + id, "{\"metadata\":" + progress(step) + "}");
    }

    /** Replaces the metadata by some of about that many bytes. */
    public void updateWithBytes(String id, int bytes) {
        send("PATCH", "/v1/operations/" + id, "{\"metadata\":{" + TYPE + ",\"filler\":\"" + "x".repeat(bytes) + "\"}}");
    }

    /** Ends it with a response. */
    public void complete(String id) {
        send("POST", "/v1/operations/" + id + ":complete", "{\"response\":{" + TYPE + ",\"result\":\"done\"}}");
    }

    /**
     * Ends an operation of any name.
     *
     * @param name the whole of it
     * @param completion with what, as JSON
     */
    public void complete(String name, String completion) {
        send("POST", "/v1/" + name + ":complete", completion);
    }

    public void cancel(String id) {
        send("POST", "/v1/operations/" + id + ":cancel", "");
    }

    public void delete(String id) {
        send("DELETE", "/v1/operations/" + id, "");
    }

    /** The metadata that says a step, as the gateway gives it back. */
    public static String progress(int step) {
        return "{" + TYPE + ",\"step\":" + step + "}";
    }

    private void send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(gateway.uri(path))
                .header("Content-Type", "application/json")
                .timeout(TIMEOUT)
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(request + " got " + response.statusCode() + " " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
