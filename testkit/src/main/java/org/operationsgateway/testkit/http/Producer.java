package org.operationsgateway.testkit.http;

import java.net.http.HttpResponse;

/** A producer that sends its requests to one gateway. Each method fails unless the response is 200. Thread-safe. */
public final class Producer {

    private static final String COLLECTION = "operations/";
    private static final String TYPE = "\"@type\":\"type.googleapis.com/test.Progress\"";

    private final Api api;

    public Producer(Api api) {
        this.api = api;
    }

    /** Returns metadata with this step, as the gateway returns it too. */
    public static String progress(int step) {
        return "{" + TYPE + ",\"step\":" + step + "}";
    }

    /** Creates {@code operations/id} with step 1 as its metadata. */
    public void create(String id) {
        send("POST", "operations?operationId=" + id, "{\"metadata\":" + progress(1) + "}");
    }

    /**
     * Creates an operation.
     *
     * @param name the full name, such as {@code projects/p/operations/some/id}
     * @param operation the first state as JSON, without the name
     */
    public void create(String name, String operation) {
        int id = name.indexOf(COLLECTION) + COLLECTION.length();
        send("POST", name.substring(0, id - 1) + "?operationId=" + name.substring(id), operation);
    }

    /** Creates {@code operations/id} without metadata, with these query parameters, such as {@code lease=1s&ttl=2s}. */
    public void createWith(String id, String parameters) {
        send("POST", "operations?operationId=" + id + "&" + parameters, "{}");
    }

    /** Sends a producer heartbeat for {@code operations/id}. */
    public void heartbeat(String id) {
        send("POST", COLLECTION + id + ":heartbeat", "{}");
    }

    /** Replaces the metadata of {@code operations/id} by another step. */
    public void update(String id, int step) {
        send("PATCH", COLLECTION + id, "{\"metadata\":" + progress(step) + "}");
    }

    /** Replaces the metadata of {@code operations/id} by a text of this length. */
    public void updateWithBytes(String id, int bytes) {
        send("PATCH", COLLECTION + id, "{\"metadata\":{" + TYPE + ",\"filler\":\"" + "x".repeat(bytes) + "\"}}");
    }

    /** Completes {@code operations/id} with a response. */
    public void complete(String id) {
        complete(COLLECTION + id, "{\"response\":{" + TYPE + ",\"result\":\"done\"}}");
    }

    /**
     * Completes an operation.
     *
     * @param name the full name
     * @param completion the body as JSON
     */
    public void complete(String name, String completion) {
        send("POST", name + ":complete", completion);
    }

    /** Cancels {@code operations/id}. */
    public void cancel(String id) {
        send("POST", COLLECTION + id + ":cancel", "");
    }

    /** Deletes {@code operations/id}. */
    public void delete(String id) {
        send("DELETE", COLLECTION + id, "");
    }

    private void send(String method, String path, String body) {
        HttpResponse<String> response = api.send(method, "/v1/" + path, body, "Content-Type", "application/json");
        if (response.statusCode() != 200) {
            throw new AssertionError(response.request() + " got " + response.statusCode() + " " + response.body());
        }
    }
}
