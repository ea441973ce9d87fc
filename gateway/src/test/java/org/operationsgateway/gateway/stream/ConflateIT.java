package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.process.Database;
import org.operationsgateway.gateway.process.GatewayProcess;
import org.operationsgateway.gateway.process.Producer;
import org.operationsgateway.gateway.sse.SseItem;
import org.operationsgateway.gateway.sse.SseItem.Event;
import org.operationsgateway.gateway.sse.SseParser;

/** A screen that can't keep up, and wants the latest state rather than every one. */
class ConflateIT {

    private static final int UPDATES = 100;
    /** All together more than the kernel buffers for one connection. */
    private static final int BYTES = 100_000;

    @Test
    void aReaderThatLagsSkipsToTheLatestState() throws IOException {
        try (Database database = Database.create();
                GatewayProcess gateway = GatewayProcess.start(database);
                Producer producer = new Producer(gateway);
                RawConnection screen = RawConnection.to(gateway, 32 * 1024)) {
            producer.create("big");
            screen.get("/v1/operations/big?conflate=true", "Accept: text/event-stream");
            screen.head();
            for (int i = 0; i < UPDATES; i++) {
                producer.updateWithBytes("big", BYTES);
            }
            producer.complete("big");
            List<Event> events = events(screen.rest());
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

    private static List<Event> events(byte[] stream) {
        List<Event> events = new ArrayList<>();
        SseParser parser = new SseParser(item -> {
            if (item instanceof SseItem.Event event) {
                events.add(event);
            }
        });
        parser.feed(stream, 0, stream.length);
        return events;
    }
}
