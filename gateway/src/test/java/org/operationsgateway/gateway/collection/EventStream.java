package org.operationsgateway.gateway.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client connection to a collection stream, with a queue of the events that it has received. */
final class EventStream implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 30;

    /**
     * An event of a collection stream.
     *
     * @param id empty if the event has none
     */
    record Event(String type, String id, String data) {

        private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]*)\"");
        private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");

        /** Returns the name of the operation. */
        String name() {
            return group(NAME);
        }

        /** Returns the number in the metadata; 0 for a removal. */
        long number() {
            return type.equals("removed") ? 0 : Long.parseLong(group(NUMBER));
        }

        /** Returns whether the event is a change of an operation. */
        boolean isChange() {
            return type.equals("message") || type.equals("removed");
        }

        private String group(Pattern pattern) {
            Matcher matcher = pattern.matcher(data);
            assertThat(matcher.find()).as(data).isTrue();
            return matcher.group(1);
        }
    }

    private final Stream<String> lines;
    private final BlockingQueue<Event> queue = new LinkedBlockingQueue<>();
    private final List<Event> received = new ArrayList<>();

    private EventStream(HttpResponse<Stream<String>> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        this.lines = response.body();
        Thread.ofVirtual().start(() -> read(lines, queue));
    }

    static EventStream open(HttpClient http, HttpRequest request) {
        try {
            return new EventStream(http.send(request, BodyHandlers.ofLines()));
        } catch (IOException e) {
            throw new AssertionError(request.toString(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void read(Stream<String> lines, BlockingQueue<Event> queue) {
        try {
            lines.forEach(parser(queue));
        } catch (UncheckedIOException e) {
            // The connection was closed. A test that expects another event fails by its timeout.
        }
    }

    /** Returns a parser that accepts one line after another and adds each complete event to a queue. */
    static Consumer<String> parser(Queue<Event> queue) {
        String[] type = {"message"};
        String[] id = {""};
        String[] data = {""};
        return line -> {
            if (line.startsWith("event: ")) {
                type[0] = line.substring(7);
            } else if (line.startsWith("id: ")) {
                id[0] = line.substring(4);
            } else if (line.startsWith("data: ")) {
                data[0] = line.substring(6);
            } else if (line.isEmpty()) {
                if (!data[0].isEmpty()) {
                    queue.add(new Event(type[0], id[0], data[0]));
                }
                type[0] = "message";
                id[0] = "";
                data[0] = "";
            }
        };
    }

    /** Returns the next event; fails after a timeout. */
    Event next() {
        Event next = poll(TIMEOUT_SECONDS * 1000);
        assertThat(next).as("an event after %s", received).isNotNull();
        return next;
    }

    /** Returns the next event that is not a bookmark; bookmarks depend on timing. */
    Event nextExceptBookmarks() {
        return until(event -> !event.type().equals("bookmark")).getLast();
    }

    /** Returns the next event; null after a timeout. */
    @Nullable
    Event poll(long timeoutMillis) {
        try {
            Event next = queue.poll(timeoutMillis, TimeUnit.MILLISECONDS);
            if (next != null) {
                received.add(next);
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the events up to the first one that matches, inclusive. */
    List<Event> until(Predicate<Event> last) {
        List<Event> events = new ArrayList<>();
        do {
            events.add(next());
        } while (!last.test(events.getLast()));
        return events;
    }

    /** Returns the events up to the first one of a type, inclusive. */
    List<Event> until(String type) {
        return until(event -> event.type().equals(type));
    }

    /** Returns all events that have been returned so far. */
    List<Event> received() {
        return received;
    }

    @Override
    public void close() {
        lines.close();
    }
}
