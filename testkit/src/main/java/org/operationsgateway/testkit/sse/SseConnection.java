package org.operationsgateway.testkit.sse;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.testkit.sse.SseItem.Event;

/**
 * The response to one request for an event stream. A thread of this connection reads it continuously into a queue.
 *
 * <p>Each method that waits fails after 20 seconds without a result. Closing disconnects.
 */
public final class SseConnection implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(50);
    private static final int BUFFER_BYTES = 8192;

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    sealed interface Received permits Timed, End {}

    /** An item and the time of its arrival by {@link System#nanoTime}. */
    public record Timed(SseItem item, long nanoTime) implements Received {}

    /** The end of the response. The cause is empty if the response was complete. */
    private record End(String cause) implements Received {}

    private SseConnection(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    /** Sends a request and waits for the head of its response. */
    static SseConnection open(HttpClient http, HttpRequest request) {
        try {
            return new SseConnection(http.send(request, BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new AssertionError(request + " failed", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void read() {
        SseParser parser = new SseParser(item -> received.add(new Timed(item, System.nanoTime())));
        byte[] buffer = new byte[BUFFER_BYTES];
        String cause = "";
        try (InputStream body = response.body()) {
            for (int length = body.read(buffer); length >= 0; length = body.read(buffer)) {
                parser.feed(buffer, 0, length);
            }
        } catch (IOException | IllegalArgumentException e) {
            cause = e.toString();
        }
        received.add(new End(cause));
    }

    /** Returns the head of the response. */
    public HttpResponse<?> head() {
        return response;
    }

    /** Waits for the next item. Fails if the stream ends instead. */
    public Timed nextTimed() {
        return switch (await()) {
            case Timed next -> next;
            case End end -> throw new AssertionError("The stream has ended. " + end.cause());
        };
    }

    /** Waits for the next event, and skips other items. Fails if the stream ends instead. */
    public Event next() {
        while (true) {
            if (nextTimed().item() instanceof Event event) {
                return event;
            }
        }
    }

    /** Waits for the next event of this type, and skips all others. Fails if the stream ends instead. */
    public Event next(String type) {
        Event event = next();
        while (!event.type().equals(type)) {
            event = next();
        }
        return event;
    }

    /** Returns the next item if it is an event and arrives within 50 ms; null otherwise. */
    public @Nullable Event poll() {
        try {
            Received next = received.poll(POLL_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return next instanceof Timed timed && timed.item() instanceof Event event ? event : null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns all events up to the end of the response. Fails if the response is incomplete. */
    public List<Event> rest() {
        List<Event> events = new ArrayList<>();
        Received next = await();
        while (next instanceof Timed timed) {
            if (timed.item() instanceof Event event) {
                events.add(event);
            }
            next = await();
        }
        if (next instanceof End end && !end.cause().isEmpty()) {
            throw new AssertionError("The response is incomplete: " + end.cause());
        }
        return events;
    }

    private Received await() {
        try {
            Received next = received.poll(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new AssertionError("Nothing received within " + TIMEOUT + " from " + response);
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
