package org.operationsgateway.gateway.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.process.Database;
import org.operationsgateway.gateway.process.GatewayProcess;
import org.operationsgateway.gateway.process.Producer;
import org.operationsgateway.gateway.sse.SseClient;
import org.operationsgateway.gateway.sse.SseConnection;
import org.operationsgateway.gateway.sse.SseItem;

class HeartbeatIT {

    private static final Duration INTERVAL = Duration.ofMillis(400);

    private static Database database;
    private static GatewayProcess gateway;
    private static Producer producer;

    @BeforeAll
    static void start() {
        database = Database.create();
        gateway = GatewayProcess.start(database, "--gateway.watch.heartbeat=" + INTERVAL.toMillis() + "ms");
        producer = new Producer(gateway);
    }

    @AfterAll
    static void stop() {
        producer.close();
        gateway.close();
        database.close();
    }

    @Test
    void anIdleStreamBeatsWithAnEmptyCommentAndNoBlankLine() throws IOException {
        producer.create("idle");
        try (RawConnection connection = RawConnection.to(gateway)) {
            connection.get("/v1/operations/idle", "Accept: text/event-stream");
            connection.head();
            connection.chunk();
            connection.chunk();
            assertThat(new String(connection.chunk(), UTF_8)).isEqualTo(":\n");
            assertThat(new String(connection.chunk(), UTF_8)).isEqualTo(":\n");
        }
    }

    @Test
    void aStreamBeatsOnlyAfterItHasBeenQuietForAWhile() {
        producer.create("busy");
        try (SseClient client = new SseClient();
                SseConnection stream = client.open(gateway.uri("/v1/operations/busy"))) {
            long until = System.nanoTime() + 5 * INTERVAL.toNanos();
            for (int step = 2; System.nanoTime() < until; step++) {
                producer.update("busy", step);
            }
            producer.complete("busy");
            assertQuietBeforeEachBeat(stream);
        }
    }

    private static void assertQuietBeforeEachBeat(SseConnection stream) {
        SseConnection.Timed last = stream.nextTimed();
        while (!(last.item() instanceof SseItem.Event event && event.type().equals("done"))) {
            SseConnection.Timed next = stream.nextTimed();
            if (next.item() instanceof SseItem.Comment) {
                // Half an interval, because what came before may have taken longer on its way.
                assertThat(next.nanoTime() - last.nanoTime()).isGreaterThan(INTERVAL.toNanos() / 2);
            }
            last = next;
        }
    }

    @Test
    void streamsThatBeganTogetherDoNotBeatTogether() {
        producer.create("together");
        try (SseClient client = new SseClient()) {
            long[] beats =
                    IntStream.range(0, 20)
                            .mapToObj(i -> client.open(gateway.uri("/v1/operations/together")))
                            .toList()
                            .stream()
                            .mapToLong(HeartbeatIT::firstBeat)
                            .sorted()
                            .toArray();
            assertThat(beats[beats.length - 1] - beats[0]).isGreaterThan(INTERVAL.toNanos() / 4);
        }
    }

    private static long firstBeat(SseConnection stream) {
        SseConnection.Timed item = stream.nextTimed();
        while (!(item.item() instanceof SseItem.Comment)) {
            item = stream.nextTimed();
        }
        return item.nanoTime();
    }
}
