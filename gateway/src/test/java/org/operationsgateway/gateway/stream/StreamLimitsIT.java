package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.process.Database;
import org.operationsgateway.gateway.process.GatewayProcess;
import org.operationsgateway.gateway.process.Producer;
import org.operationsgateway.gateway.sse.SseClient;
import org.operationsgateway.gateway.sse.SseConnection;
import org.operationsgateway.gateway.sse.SseItem;
import org.operationsgateway.gateway.sse.SseItem.Event;

/** What those get who come when there are streams enough, and that nobody else notices. */
class StreamLimitsIT {

    private static final int MAX = 3;
    private static final String SHED = "gateway_streams_shed_total";

    private static Database database;
    private static SseClient client;

    @BeforeAll
    static void start() {
        database = Database.create();
        client = new SseClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        database.close();
    }

    private static GatewayProcess gateway(String limit) {
        return GatewayProcess.start(database, limit + MAX, "--gateway.watch.retry-overloaded=40s");
    }

    private static List<SseConnection> openAll(GatewayProcess gateway, String operation) {
        List<SseConnection> streams = new ArrayList<>();
        for (int i = 0; i < MAX; i++) {
            SseConnection stream = client.open(gateway.uri("/v1/operations/" + operation));
            assertThat(stream.next().type()).isEqualTo("message");
            streams.add(stream);
        }
        return streams;
    }

    @Test
    void aBrowserIsToldToComeBackLaterAndTheOthersGoOn() {
        try (GatewayProcess gateway = gateway("--gateway.watch.max-streams=");
                Producer producer = new Producer(gateway)) {
            producer.create("popular");
            List<SseConnection> streams = openAll(gateway, "popular");
            assertTurnedAway(gateway, "popular", "TOO_MANY_STREAMS");
            assertThat(gateway.metric(SHED)).isEqualTo(1);
            assertThat(gateway.metric("gateway_streams_open")).isEqualTo(MAX);
            producer.update("popular", 2);
            streams.forEach(
                    stream -> assertThat(Revisions.number(stream.next())).isEqualTo(2));
            streams.getFirst().close();
            assertLetInAgain(gateway, "popular");
        }
    }

    @Test
    void aClientThatOpensManyStreamsIsTurnedAwayFromThoseAboveItsLimit() {
        try (GatewayProcess gateway = gateway("--gateway.watch.max-streams-per-client=");
                Producer producer = new Producer(gateway)) {
            producer.create("greedy");
            List<SseConnection> streams = openAll(gateway, "greedy");
            for (int i = 0; i < 100; i++) {
                assertTurnedAway(gateway, "greedy", "TOO_MANY_STREAMS_OF_CLIENT");
            }
            assertThat(gateway.metric(SHED)).isEqualTo(100);
            producer.complete("greedy");
            streams.forEach(
                    stream -> assertThat(stream.rest()).extracting(Event::type).containsExactly("message", "done"));
            assertLetInAgain(gateway, "greedy");
        }
    }

    @Test
    void aProgramIsToldByTheStatus() throws IOException {
        try (GatewayProcess gateway = gateway("--gateway.watch.max-streams=");
                Producer producer = new Producer(gateway);
                RawConnection program = RawConnection.to(gateway)) {
            producer.create("refused");
            List<SseConnection> streams = openAll(gateway, "refused");
            program.get("/v1/operations/refused", "Accept: application/x-ndjson");
            RawConnection.Head head = program.head();
            assertThat(head.status()).isEqualTo("HTTP/1.1 429 Too Many Requests");
            assertThat(head.headers()).contains("Content-Type: application/json", "Retry-After: 40");
            assertThat(streams).hasSize(MAX);
        }
    }

    private static void assertTurnedAway(GatewayProcess gateway, String operation, String reason) {
        try (SseConnection refused = client.open(gateway.uri("/v1/operations/" + operation))) {
            assertThat(refused.head().statusCode()).isEqualTo(200);
            assertThat(refused.nextTimed().item())
                    .isInstanceOfSatisfying(
                            SseItem.Retry.class,
                            retry -> assertThat(retry.millis()).isBetween(20_000L, 60_000L));
            assertThat(refused.rest()).containsExactly(new Event("overloaded", "{\"reason\":\"" + reason + "\"}", ""));
        }
    }

    private static void assertLetInAgain(GatewayProcess gateway, String operation) {
        await().untilAsserted(() -> {
            try (SseConnection again = client.open(gateway.uri("/v1/operations/" + operation))) {
                assertThat(again.next().type()).isEqualTo("message");
            }
        });
    }
}
