package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.process.GatewayExtension;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem;

/** A test of stream heartbeats. */
class HeartbeatIT {

    private static final Duration INTERVAL = Duration.ofMillis(400);

    @RegisterExtension
    private static final GatewayExtension EXTENSION =
            new GatewayExtension("gateway.watch.heartbeat=" + INTERVAL.toMillis() + "ms");

    private final GatewayProcess gateway = EXTENSION.gateway();
    private final Producer producer = EXTENSION.producer();

    @Test
    void anIdleStreamSendsAnEmptyCommentWithoutABlankLine() throws IOException {
        producer.create("idle");
        try (RawConnection connection = RawConnection.to(gateway.port())) {
            connection.get("/v1/operations/idle", "Accept: text/event-stream");
            connection.head();
            connection.chunk();
            connection.chunk();
            assertThat(connection.chunkText()).isEqualTo(":\n");
            assertThat(connection.chunkText()).isEqualTo(":\n");
        }
    }

    @Test
    void aStreamSendsHeartbeatsOnlyWhileItIsIdle() {
        producer.create("busy");
        try (SseClient client = new SseClient();
                SseConnection stream = client.open(gateway.uri("/v1/operations/busy"))) {
            long until = System.nanoTime() + 5 * INTERVAL.toNanos();
            for (int step = 2; System.nanoTime() < until; step++) {
                producer.update("busy", step);
            }
            producer.complete("busy");
            assertIdleBeforeEachHeartbeat(stream);
        }
    }

    private static void assertIdleBeforeEachHeartbeat(SseConnection stream) {
        SseConnection.Timed last = stream.nextTimed();
        while (!(last.item() instanceof SseItem.Event event && event.type().equals("done"))) {
            SseConnection.Timed next = stream.nextTimed();
            if (next.item() instanceof SseItem.Comment) {
                // Half an interval, because the delivery of the item before may have been delayed.
                assertThat(next.nanoTime() - last.nanoTime()).isGreaterThan(INTERVAL.toNanos() / 2);
            }
            last = next;
        }
    }

    @Test
    void streamsThatStartTogetherSendHeartbeatsAtDifferentTimes() {
        producer.create("together");
        try (SseClient client = new SseClient()) {
            long[] times =
                    IntStream.range(0, 20)
                            .mapToObj(i -> client.open(gateway.uri("/v1/operations/together")))
                            .toList()
                            .stream()
                            .mapToLong(HeartbeatIT::firstHeartbeat)
                            .sorted()
                            .toArray();
            assertThat(times[times.length - 1] - times[0]).isGreaterThan(INTERVAL.toNanos() / 4);
        }
    }

    private static long firstHeartbeat(SseConnection stream) {
        SseConnection.Timed item = stream.nextTimed();
        while (!(item.item() instanceof SseItem.Comment)) {
            item = stream.nextTimed();
        }
        return item.nanoTime();
    }
}
