package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.process.Database;
import org.operationsgateway.gateway.process.GatewayProcess;
import org.operationsgateway.gateway.process.Producer;
import org.operationsgateway.gateway.sse.SseClient;
import org.operationsgateway.gateway.sse.SseConnection;
import org.operationsgateway.gateway.sse.SseItem;

/** Streams that are ended because they are old, so that their clients spread over the replicas there are. */
class StreamAgeIT {

    private static final int STREAMS = 20;
    private static final long MAX_AGE_NANOS = 2_000_000_000L;

    @Test
    void anOldStreamSaysWhenToComeBackAndGoesOnWhereItWas() {
        try (Database database = Database.create();
                GatewayProcess gateway = GatewayProcess.start(
                        database, "--gateway.watch.max-age=2s", "--gateway.watch.heartbeat=100ms");
                Producer producer = new Producer(gateway);
                SseClient client = new SseClient()) {
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
                    .as("they don't end together")
                    .isGreaterThan(MAX_AGE_NANOS / 10);
            producer.complete("long");
            try (SseConnection again = client.reopen(gateway.uri("/v1/operations/long"), id)) {
                assertThat(again.rest()).extracting(SseItem.Event::type).containsExactly("message", "done");
            }
        }
    }

    /** The one that comes after the stream has begun: the next thing is its end. */
    private static SseConnection.Timed lastRetry(SseConnection stream) {
        SseConnection.Timed item = stream.nextTimed();
        boolean begun = false;
        while (!(begun && item.item() instanceof SseItem.Retry)) {
            begun = true;
            item = stream.nextTimed();
        }
        assertThat(stream.rest()).isEmpty();
        return item;
    }
}
