package org.operationsgateway.gateway.sse;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;

/** Opens streams of events, over HTTP/1.1 unless said otherwise. Closing ends those that are open. Thread-safe. */
public final class SseClient implements AutoCloseable {

    private static final Duration HEAD = Duration.ofSeconds(20);

    private final HttpClient http;

    public SseClient() {
        this(HttpClient.Version.HTTP_1_1);
    }

    public SseClient(HttpClient.Version version) {
        http = HttpClient.newBuilder().version(version).build();
    }

    /** Asks for a stream for the first time. */
    public SseConnection open(URI uri) {
        return SseConnection.open(http, request(uri).build());
    }

    /** Asks for a stream again, after the event of that id. */
    public SseConnection reopen(URI uri, String lastEventId) {
        return SseConnection.open(
                http, request(uri).header("Last-Event-ID", lastEventId).build());
    }

    private static HttpRequest.Builder request(URI uri) {
        return HttpRequest.newBuilder(uri).header("Accept", "text/event-stream").timeout(HEAD);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
