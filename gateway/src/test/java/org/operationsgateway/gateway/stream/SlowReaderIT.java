package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.process.Database;
import org.operationsgateway.gateway.process.GatewayProcess;
import org.operationsgateway.gateway.process.Producer;
import org.operationsgateway.gateway.sse.SseClient;
import org.operationsgateway.gateway.sse.SseConnection;
import org.operationsgateway.gateway.sse.SseItem;
import org.operationsgateway.gateway.sse.SseItem.Event;
import org.operationsgateway.gateway.sse.SseParser;

/** A client that stops to read, beside one that reads on. */
class SlowReaderIT {

    private static final int UPDATES = 100;
    /** All together more than the kernel buffers for one connection. */
    private static final int BYTES = 100_000;

    @Test
    void itHurtsNobodyElseAndGetsEverythingOnceItReads() throws IOException {
        try (Database database = Database.create();
                GatewayProcess gateway = GatewayProcess.start(database);
                Producer producer = new Producer(gateway);
                SseClient client = new SseClient();
                RawConnection slow = RawConnection.to(gateway, 32 * 1024)) {
            producer.create("big");
            slow.get("/v1/operations/big", "Accept: text/event-stream");
            slow.head();
            try (SseConnection quick = client.open(gateway.uri("/v1/operations/big"))) {
                assertThat(Revisions.number(quick.next())).isEqualTo(1);
                assertEachChangeIsReadBeforeTheNext(producer, quick);
                producer.complete("big");
                assertThat(quick.rest()).extracting(Event::type).containsExactly("message", "done");
            }
            assertThat(gateway.metric("gateway_streams_open")).isEqualTo(1);
            assertEverythingIn(slow.rest());
            assertThat(gateway.metric("gateway_events_refilled_total")).isPositive();
            System.out.printf("%.0f revisions were refilled%n", gateway.metric("gateway_events_refilled_total"));
            await().untilAsserted(() ->
                    assertThat(gateway.metric("gateway_streams_open")).isZero());
        }
    }

    private static void assertEachChangeIsReadBeforeTheNext(Producer producer, SseConnection quick) {
        for (int i = 0; i < UPDATES; i++) {
            producer.updateWithBytes("big", BYTES);
            assertThat(Revisions.number(quick.next())).isEqualTo(i + 2);
        }
    }

    private static void assertEverythingIn(byte[] stream) {
        List<Event> events = new ArrayList<>();
        SseParser parser = new SseParser(item -> {
            if (item instanceof SseItem.Event event) {
                events.add(event);
            }
        });
        parser.feed(stream, 0, stream.length);
        Event end = events.removeLast();
        assertThat(end.type()).isEqualTo("done");
        assertThat(events)
                .allSatisfy(event -> assertThat(event.type()).isEqualTo("message"))
                .extracting(Revisions::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, UPDATES + 2).boxed().toList());
    }
}
