package org.operationsgateway.gateway.database.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.postgres.PrimaryAndStandby;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;

/** A test of a gateway whose URL names a primary and its synchronous standby, which takes over under load. */
@Timeout(180)
class SynchronousFailoverIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    /** From the end of the promotion to the next acknowledged change. */
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private static final int WARM_UP = 30;

    @TempDir
    private Path folder;

    @Test
    void nothingAcknowledgedIsLostAndStreamsGoOnWhenTheStandbyIsPromoted() throws Exception {
        try (PrimaryAndStandby servers = PrimaryAndStandby.start(folder);
                GatewayProcess gateway = GatewayProcess.start(servers.settings());
                SseClient client = new SseClient()) {
            servers.replicateSynchronously();
            List<SteppingProducer> producers = Stream.of("a", "b", "c")
                    .map(id -> new SteppingProducer(gateway.api(), id))
                    .toList();
            List<SseConnection> streams = Stream.of("a", "b", "c")
                    .map(id -> client.open(gateway.uri("/v1/operations/" + id + "?lastEventId=start")))
                    .toList();
            awaitStep(producers, WARM_UP);

            servers.primary().kill();
            List<Integer> acknowledged =
                    producers.stream().map(SteppingProducer::acknowledged).toList();
            long killed = System.nanoTime();
            await().atMost(TIMEOUT).until(() -> producers.stream().allMatch(producer -> producer.failures() > 0));
            // An acknowledgement may have been on its way when the primary was killed, but no more than that.
            for (int i = 0; i < producers.size(); i++) {
                assertThat(producers.get(i).acknowledged()).isLessThanOrEqualTo(acknowledged.get(i) + 1);
            }
            servers.standby().promote();
            long promoted = System.nanoTime();
            int before = producers.getFirst().acknowledged();
            await().pollInterval(Duration.ofMillis(5))
                    .atMost(RECOVERY)
                    .until(() -> producers.getFirst().acknowledged() > before);
            System.out.printf(
                    "killed to acknowledged %d ms, promoted to acknowledged %d ms%n",
                    millisSince(killed), millisSince(promoted));
            awaitStep(producers, producers.getFirst().acknowledged() + WARM_UP);

            for (int i = 0; i < producers.size(); i++) {
                int last = producers.get(i).complete();
                assertEachStepOnce(streams.get(i).rest(), last);
            }
            await().atMost(TIMEOUT)
                    .until(() -> gateway.api().get("/readyz").body().contains("\"status\":\"UP\""));
            streams.forEach(SseConnection::close);
        }
    }

    /** Checks that a stream contains the revisions 1, 2, 3 … with their steps, the end, and no reset. */
    private static void assertEachStepOnce(List<Event> events, int lastStep) {
        assertThat(events)
                .filteredOn(event -> event.type().equals("message"))
                .extracting(event -> event.lastEventId().split("-", -1)[1])
                .containsExactlyElementsOf(IntStream.rangeClosed(1, lastStep + 1)
                        .mapToObj(Integer::toString)
                        .toList());
        for (int step = 1; step <= lastStep; step++) {
            assertThat(events.get(step - 1).data()).contains(Producer.progress(step));
        }
        assertThat(events.subList(lastStep, events.size()))
                .extracting(Event::type)
                .containsExactly("message", "done");
    }

    private static void awaitStep(List<SteppingProducer> producers, int step) {
        await().atMost(TIMEOUT).until(() -> producers.stream().allMatch(producer -> producer.acknowledged() >= step));
    }

    private static long millisSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1_000_000;
    }

    @Test
    void connectionsToAFencedPrimaryAreReplacedAlsoThoseThatOnlyRead() throws Exception {
        try (PrimaryAndStandby servers = PrimaryAndStandby.start(folder);
                GatewayProcess gateway = GatewayProcess.start(servers.settings(), "gateway.signal.probe-interval=1s");
                SseClient client = new SseClient()) {
            Producer producer = gateway.producer();
            producer.create("fenced");
            servers.awaitOnStandby("count(*) = 1 from operation");
            // Many connections of the pool are open to the primary.
            Stream.generate(() -> gateway.api().start("GET", "/v1/operations/fenced"))
                    .limit(100)
                    .toList()
                    .forEach(read -> assertThat(read).succeedsWithin(TIMEOUT));
            try (SseConnection stream = client.open(gateway.uri("/v1/operations/fenced"))) {
                stream.next();
                servers.set("default_transaction_read_only", "on");
                servers.standby().promote();
                long promoted = System.nanoTime();

                await().atMost(TIMEOUT).until(() -> update(gateway, 2).statusCode() == 200);
                System.out.printf("fenced: promoted to acknowledged %d ms%n", millisSince(promoted));

                for (int read = 0; read < 100; read++) {
                    HttpResponse<String> response = gateway.api().get("/v1/operations/fenced");
                    assertThat(response.statusCode()).isEqualTo(200);
                    assertThat(response.body()).contains(Producer.progress(2));
                }
                assertThat(stream.next().data()).contains(Producer.progress(2));
            }
            servers.awaitOnPrimary("not exists (select from pg_stat_activity where query like '%pg_notify%'"
                    + " and pid <> pg_backend_pid())");
            await().atMost(TIMEOUT).until(() -> gateway.metric("gateway_listener_up") == 1);
        }
    }

    private static HttpResponse<String> update(GatewayProcess gateway, int step) {
        return gateway.api()
                .patch("/v1/operations/fenced?requestId=once", "{\"metadata\":" + Producer.progress(step) + "}");
    }
}
