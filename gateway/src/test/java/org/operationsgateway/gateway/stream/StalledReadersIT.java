package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;

/** A test of clients that stop reading within different large states, beside a client that continues. */
@Timeout(180)
class StalledReadersIT {

    /** With a state for each, more than the memory for large frames. */
    private static final int READERS = 80;

    private static final int BYTES = 1_000_000;
    /** Much less than the timeout of a connection that acknowledges nothing. */
    private static final Duration MAX_DELAY = Duration.ofSeconds(15);

    GatewayProcess start(TestDatabase empty, String... settings) {
        return GatewayProcess.start(empty, settings);
    }

    @Test
    void readersThatStopDoNotHoldUpOneThatContinues() throws IOException {
        List<RawConnection> stalled = new ArrayList<>();
        try (TestDatabase database = TestDatabase.create();
                GatewayProcess gateway = start(database, "gateway.watch.peer-timeout=120s");
                SseClient client = new SseClient()) {
            Producer producer = gateway.producer();
            producer.create("large");
            for (int i = 0; i < READERS; i++) {
                producer.updateWithBytes("large", BYTES);
                RawConnection reader = RawConnection.to(gateway.port(), 4096);
                stalled.add(reader);
                reader.get("/v1/operations/large", "Accept: text/event-stream");
                reader.head();
            }
            long start = System.nanoTime();
            try (SseConnection stream = client.open(gateway.uri("/v1/operations/large"))) {
                Event first = stream.next();
                assertThat(first.type()).isEqualTo("message");
                assertThat(Revisions.number(first)).isEqualTo(READERS + 1);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(MAX_DELAY);
        } finally {
            for (RawConnection reader : stalled) {
                reader.close();
            }
        }
    }
}
