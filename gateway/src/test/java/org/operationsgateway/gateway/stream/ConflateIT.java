package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseItem.Event;
import org.operationsgateway.testkit.sse.SseParser;

/** A test of a slow client that requests the latest state instead of each revision. */
class ConflateIT {

    private static final int UPDATES = 100;
    /** Together more than the kernel buffers for one connection. */
    private static final int BYTES = 100_000;

    @Test
    void aSlowReaderSkipsToTheLatestState() throws IOException {
        try (TestDatabase database = TestDatabase.create();
                GatewayProcess gateway = GatewayProcess.start(database);
                RawConnection slow = RawConnection.to(gateway.port(), 32 * 1024)) {
            Producer producer = gateway.producer();
            producer.create("big");
            slow.get("/v1/operations/big?conflate=true", "Accept: text/event-stream");
            slow.head();
            for (int i = 0; i < UPDATES; i++) {
                producer.updateWithBytes("big", BYTES);
            }
            producer.complete("big");
            List<Event> events = SseParser.events(slow.rest());
            assertThat(events.removeLast().type()).isEqualTo("done");
            List<Integer> revisions = events.stream().map(Revisions::number).toList();
            assertThat(revisions)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .startsWith(1)
                    .endsWith(UPDATES + 2);
            assertThat(revisions).hasSizeLessThan(UPDATES);
            assertThat(gateway.metric("gateway_events_refilled_total")).isZero();
        }
    }
}
