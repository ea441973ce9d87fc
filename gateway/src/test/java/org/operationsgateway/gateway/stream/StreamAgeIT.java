package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem;

/** A test of the maximum age of streams, after which their clients reconnect to any replica. */
class StreamAgeIT {

    private static final int STREAMS = 20;
    private static final long MAX_AGE_NANOS = 2_000_000_000L;

    @Test
    void anOldStreamEndsWithARetryTimeAndIsResumed() {
        try (TestDatabase database = TestDatabase.create();
                GatewayProcess gateway =
                        GatewayProcess.start(database, "gateway.watch.max-age=2s", "gateway.watch.heartbeat=100ms");
                SseClient client = new SseClient()) {
            Producer producer = gateway.producer();
            producer.create("long");
            long begin = System.nanoTime();
            List<SseConnection> streams = IntStream.range(0, STREAMS)
                    .mapToObj(i -> client.open(gateway.uri("/v1/operations/long")))
                    .toList();
            String id = streams.getFirst().next().lastEventId();
            long[] ages = streams.stream()
                    .mapToLong(stream -> lastRetry(stream).nanoTime() - begin)
                    .sorted()
                    .toArray();
            assertThat(ages[0]).isGreaterThan(MAX_AGE_NANOS / 2);
            assertThat(ages[STREAMS - 1] - ages[0])
                    .as("the streams end at different times")
                    .isGreaterThan(MAX_AGE_NANOS / 10);
            producer.complete("long");
            try (SseConnection resumed = client.reopen(gateway.uri("/v1/operations/long"), id)) {
                assertThat(resumed.rest()).extracting(SseItem.Event::type).containsExactly("message", "done");
            }
        }
    }

    /** Returns the retry time at the end of the stream: the second one. */
    private static SseConnection.Timed lastRetry(SseConnection stream) {
        SseConnection.Timed item = stream.nextTimed();
        boolean started = false;
        while (!(started && item.item() instanceof SseItem.Retry)) {
            started = true;
            item = stream.nextTimed();
        }
        assertThat(stream.rest()).isEmpty();
        return item;
    }
}
