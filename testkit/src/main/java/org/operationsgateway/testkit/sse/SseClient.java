package org.operationsgateway.testkit.sse;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;

/** A client that opens event streams. Closing disconnects the open ones. Thread-safe. */
public final class SseClient implements AutoCloseable {

    private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http;

    /** Creates a client that uses HTTP/1.1. */
    public SseClient() {
        this(HttpClient.Version.HTTP_1_1);
    }

    public SseClient(HttpClient.Version version) {
        this(HttpClient.newBuilder().version(version).build());
    }

    /** Creates a client that is closed with this HTTP client. */
    public SseClient(HttpClient http) {
        this.http = http;
    }

    /** Opens a stream without an id. */
    public SseConnection open(URI uri) {
        return SseConnection.open(http, request(uri).build());
    }

    /** Opens a stream that resumes after the event with this id. */
    public SseConnection reopen(URI uri, String lastEventId) {
        return SseConnection.open(
                http, request(uri).header("Last-Event-ID", lastEventId).build());
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).header("Accept", "text/event-stream").timeout(HEAD_TIMEOUT);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
