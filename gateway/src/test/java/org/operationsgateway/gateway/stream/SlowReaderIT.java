package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;
import org.operationsgateway.testkit.sse.SseParser;

/** A test of a client that stops reading, beside a client that continues. */
class SlowReaderIT {

    private static final int UPDATES = 100;
    /** Together more than the kernel buffers for one connection. */
    private static final int BYTES = 100_000;

    @Test
    void aSlowReaderDelaysNoOtherAndReceivesEverythingWhenItContinues() throws IOException {
        try (TestDatabase database = TestDatabase.create();
                GatewayProcess gateway = GatewayProcess.start(database);
                SseClient client = new SseClient();
                RawConnection slow = RawConnection.to(gateway.port(), 32 * 1024)) {
            Producer producer = gateway.producer();
            producer.create("big");
            slow.get("/v1/operations/big", "Accept: text/event-stream");
            slow.head();
            try (SseConnection fast = client.open(gateway.uri("/v1/operations/big"))) {
                assertThat(Revisions.number(fast.next())).isEqualTo(1);
                assertEachChangeIsReceivedBeforeTheNext(producer, fast);
                producer.complete("big");
                assertThat(fast.rest()).extracting(Event::type).containsExactly("message", "done");
            }
            assertThat(gateway.metric("gateway_streams_open")).isEqualTo(1);
            assertEverythingIn(slow.rest());
            assertThat(gateway.metric("gateway_events_refilled_total")).isPositive();
            System.out.printf("%.0f revisions were refilled%n", gateway.metric("gateway_events_refilled_total"));
            await().untilAsserted(() ->
                    assertThat(gateway.metric("gateway_streams_open")).isZero());
        }
    }

    private static void assertEachChangeIsReceivedBeforeTheNext(Producer producer, SseConnection fast) {
        for (int i = 0; i < UPDATES; i++) {
            producer.updateWithBytes("big", BYTES);
            assertThat(Revisions.number(fast.next())).isEqualTo(i + 2);
        }
    }

    private static void assertEverythingIn(byte[] stream) {
        List<Event> events = SseParser.events(stream);
        Event end = events.removeLast();
        assertThat(end.type()).isEqualTo("done");
        assertThat(events)
                .allSatisfy(event -> assertThat(event.type()).isEqualTo("message"))
                .extracting(Revisions::number)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, UPDATES + 2).boxed().toList());
    }
}
