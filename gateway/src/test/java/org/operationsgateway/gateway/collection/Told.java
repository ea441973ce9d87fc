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

/** What one connection to a collection's stream is told. */
final class Told implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 30;

    /**
     * One event.
     *
     * @param id empty if it has none of its own
     */
    record Event(String type, String id, String data) {

        private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]*)\"");
        private static final Pattern NUMBER = Pattern.compile("\"n\":(\\d+)");

        /** Which operation it is about. */
        String name() {
            return group(NAME);
        }

        /** The number that the test wrote into the metadata; 0 for one that was removed. */
        long number() {
            return type.equals("removed") ? 0 : Long.parseLong(group(NUMBER));
        }

        /** Whether it is a change of an operation. */
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
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final List<Event> all = new ArrayList<>();

    private Told(HttpResponse<Stream<String>> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream;charset=UTF-8");
        this.lines = response.body();
        Thread.ofVirtual().start(() -> read(lines, events));
    }

    static Told by(HttpClient http, HttpRequest request) {
        try {
            return new Told(http.send(request, BodyHandlers.ofLines()));
        } catch (IOException e) {
            throw new AssertionError(request.toString(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes lines apart until there are no more, or the connection is closed. */
    private static void read(Stream<String> lines, BlockingQueue<Event> events) {
        try {
            lines.forEach(parser(events));
        } catch (UncheckedIOException e) {
            // Whoever misses an event sees that none comes.
        }
    }

    /** Takes one line after another. */
    static Consumer<String> parser(Queue<Event> events) {
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
                    events.add(new Event(type[0], id[0], data[0]));
                }
                type[0] = "message";
                id[0] = "";
                data[0] = "";
            }
        };
    }

    /** The next event. */
    Event next() {
        Event next = poll(TIMEOUT_SECONDS * 1000);
        assertThat(next).as("an event after %s", all).isNotNull();
        return next;
    }

    /** The next event but bookmarks, which may come at any time. */
    Event nextButBookmarks() {
        return until(event -> !event.type().equals("bookmark")).getLast();
    }

    /** The next event if one comes within that time. */
    @Nullable
    Event poll(long millis) {
        try {
            Event next = events.poll(millis, TimeUnit.MILLISECONDS);
            if (next != null) {
                all.add(next);
            }
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The events up to the first of a kind, with it. */
    List<Event> until(Predicate<Event> last) {
        List<Event> passed = new ArrayList<>();
        do {
            passed.add(next());
        } while (!last.test(passed.getLast()));
        return passed;
    }

    /** The events up to the first of a type, with it. */
    List<Event> until(String type) {
        return until(event -> event.type().equals(type));
    }

    /** All events taken so far. */
    List<Event> all() {
        return all;
    }

    @Override
    public void close() {
        lines.close();
    }
}
