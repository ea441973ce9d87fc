package org.operationsgateway.gateway.sse;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.operationsgateway.gateway.sse.SseItem.Event;

/**
 * The answer to one request for a stream: read as it comes by a thread of its own, and kept until it is asked for.
 * Closing disconnects. Each method that waits fails if it waits too long.
 */
public final class SseConnection implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final int PIECE = 8192;

    private final HttpResponse<InputStream> response;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    sealed interface Received permits Timed, End {}

    /** What the stream said, and when that came by {@link System#nanoTime}. */
    public record Timed(SseItem item, long nanoTime) implements Received {}

    /** After the last item, with an empty cause if the answer was complete. */
    private record End(String cause) implements Received {}

    private SseConnection(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    /** Sends a request, and returns when the head of its answer has come. */
    public static SseConnection open(HttpClient http, HttpRequest request) {
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
        byte[] piece = new byte[PIECE];
        String cause = "";
        try (InputStream body = response.body()) {
            for (int length = body.read(piece); length >= 0; length = body.read(piece)) {
                parser.feed(piece, 0, length);
            }
        } catch (IOException | IllegalArgumentException e) {
            cause = e.toString();
        }
        received.add(new End(cause));
    }

    /** What was answered, its head. */
    public HttpResponse<?> head() {
        return response;
    }

    /** The next of whatever the stream says; fails if the stream ends instead. */
    public Timed nextTimed() {
        return switch (take()) {
            case Timed next -> next;
            case End end -> throw new AssertionError("The stream has ended. " + end.cause());
        };
    }

    /** The next event, without what comes before it; fails if the stream ends instead. */
    public Event next() {
        while (true) {
            if (nextTimed().item() instanceof Event event) {
                return event;
            }
        }
    }

    /** The next event if it comes within a moment; null if it doesn't. */
    public @Nullable Event poll() {
        try {
            Received next = received.poll(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
            return next instanceof Timed timed && timed.item() instanceof Event event ? event : null;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All events up to the end of the answer, which must be complete. */
    public List<Event> rest() {
        List<Event> events = new ArrayList<>();
        while (true) {
            switch (take()) {
                case Timed next -> addEvent(next.item(), events);
                case End end -> {
                    assertThat(end.cause()).as("what broke the answer off").isEmpty();
                    return events;
                }
            }
        }
    }

    private static void addEvent(SseItem item, List<Event> events) {
        if (item instanceof Event event) {
            events.add(event);
        }
    }

    private Received take() {
        try {
            Received next = received.poll(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            assertThat(next)
                    .as("something within %s from %s", TIMEOUT, response)
                    .isNotNull();
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
