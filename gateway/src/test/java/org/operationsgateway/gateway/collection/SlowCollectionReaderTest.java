package org.operationsgateway.gateway.collection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.operationsgateway.gateway.collection.EventStream.Event;
import org.operationsgateway.testkit.postgres.TestDatabase;

/** A client that stops reading a collection stream, beside a client that reads it. */
@Timeout(240)
class SlowCollectionReaderTest {

    private static final int CHANGES = 700;
    private static final String LARGE = "x".repeat(50_000);

    private static TestDatabase database;
    private static Replica gateway;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        gateway = Replica.start(database);
    }

    @AfterAll
    static void stop() {
        gateway.close();
        database.close();
    }

    @Test
    void aClientThatStopsReadingDelaysOnlyItsOwnStreamAndReceivesEveryChange() throws IOException {
        gateway.create("slow", "a", n(0));
        try (EventStream fast = gateway.subscribe("slow/operations");
                Socket socket = new Socket()) {
            fast.until("synced");
            socket.setReceiveBufferSize(8192);
            socket.connect(new InetSocketAddress("localhost", gateway.port()));
            socket.getOutputStream()
                    .write("GET /v1/slow/operations HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
                            .getBytes(UTF_8));
            SocketEvents slow = SocketEvents.of(socket);
            slow.until(event -> event.type().equals("synced"));
            IntStream.rangeClosed(1, CHANGES).forEach(i -> gateway.update("slow/operations/a", n(i)));

            for (long i = 1; i <= CHANGES; i++) {
                assertThat(fast.nextExceptBookmarks().number()).isEqualTo(i);
            }
            assertThat(slow.numbersUntil(CHANGES))
                    .isEqualTo(IntStream.rangeClosed(0, CHANGES)
                            .mapToObj(Long::valueOf)
                            .toList());
            assertThat(gateway.count("gateway.events.refilled")).isPositive();
        }
    }

    /** The events on a socket, which is read only on demand. */
    private record SocketEvents(BufferedReader reader, Queue<Event> events, Consumer<String> parser) {

        static SocketEvents of(Socket socket) throws IOException {
            Queue<Event> events = new ArrayDeque<>();
            BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            return new SocketEvents(reader, events, EventStream.parser(events));
        }

        /** Returns the numbers of all changes up to the given one. */
        List<Long> numbersUntil(long last) throws IOException {
            return until(event -> event.isChange() && event.number() == last);
        }

        List<Long> until(Predicate<Event> last) throws IOException {
            while (events.stream().noneMatch(last)) {
                // An HTTP chunk ends between two events, so its length is a separate line, which the parser ignores.
                parser.accept(requireNonNull(reader.readLine()));
            }
            return events.stream().filter(Event::isChange).map(Event::number).toList();
        }
    }

    private static String n(long number) {
        return "{\"@type\":\"type.googleapis.com/test.Number\",\"n\":" + number + ",\"x\":\"" + LARGE + "\"}";
    }
}
