package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem;
import org.operationsgateway.testkit.sse.SseItem.Event;

/** A test of the limits on open streams, and of the streams below the limits. */
class StreamLimitsIT {

    private static final int MAX_STREAMS = 3;
    private static final String REJECTED = "gateway_streams_shed_total";

    private static TestDatabase database;
    private static SseClient client;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        client = new SseClient();
    }

    @AfterAll
    static void stop() {
        client.close();
        database.close();
    }

    private static GatewayProcess gateway(String limit) {
        return GatewayProcess.start(database, limit + MAX_STREAMS, "gateway.watch.retry-overloaded=40s");
    }

    private static List<SseConnection> openAll(GatewayProcess gateway, String operation) {
        List<SseConnection> streams = new ArrayList<>();
        for (int i = 0; i < MAX_STREAMS; i++) {
            SseConnection stream = client.open(gateway.uri("/v1/operations/" + operation));
            assertThat(stream.next().type()).isEqualTo("message");
            streams.add(stream);
        }
        return streams;
    }

    @Test
    void aStreamAboveTheLimitIsRejectedWithARetryTime() {
        try (GatewayProcess gateway = gateway("gateway.watch.max-streams=")) {
            Producer producer = gateway.producer();
            producer.create("popular");
            List<SseConnection> streams = openAll(gateway, "popular");
            assertRejected(gateway, "popular", "TOO_MANY_STREAMS");
            assertThat(gateway.metric(REJECTED)).isEqualTo(1);
            assertThat(gateway.metric("gateway_streams_open")).isEqualTo(MAX_STREAMS);
            producer.update("popular", 2);
            streams.forEach(
                    stream -> assertThat(Revisions.number(stream.next())).isEqualTo(2));
            streams.getFirst().close();
            assertAcceptedAgain(gateway, "popular");
        }
    }

    @Test
    void aStreamAboveTheLimitOfItsClientIsRejected() {
        try (GatewayProcess gateway = gateway("gateway.watch.max-streams-per-client=")) {
            Producer producer = gateway.producer();
            producer.create("greedy");
            List<SseConnection> streams = openAll(gateway, "greedy");
            for (int i = 0; i < 100; i++) {
                assertRejected(gateway, "greedy", "TOO_MANY_STREAMS_OF_CLIENT");
            }
            assertThat(gateway.metric(REJECTED)).isEqualTo(100);
            producer.complete("greedy");
            streams.forEach(
                    stream -> assertThat(stream.rest()).extracting(Event::type).containsExactly("message", "done"));
            assertAcceptedAgain(gateway, "greedy");
        }
    }

    @Test
    void anNdjsonStreamAboveTheLimitIsRejectedByItsStatus() throws IOException {
        try (GatewayProcess gateway = gateway("gateway.watch.max-streams=");
                RawConnection connection = RawConnection.to(gateway.port())) {
            Producer producer = gateway.producer();
            producer.create("rejected");
            List<SseConnection> streams = openAll(gateway, "rejected");
            connection.get("/v1/operations/rejected", "Accept: application/x-ndjson");
            RawConnection.Head head = connection.head();
            assertThat(head.status()).isEqualTo("HTTP/1.1 429 Too Many Requests");
            assertThat(head.headers()).contains("Content-Type: application/json", "Retry-After: 40");
            assertThat(streams).hasSize(MAX_STREAMS);
        }
    }

    private static void assertRejected(GatewayProcess gateway, String operation, String reason) {
        try (SseConnection rejected = client.open(gateway.uri("/v1/operations/" + operation))) {
            assertThat(rejected.head().statusCode()).isEqualTo(200);
            assertThat(rejected.nextTimed().item())
                    .isInstanceOfSatisfying(
                            SseItem.Retry.class,
                            retry -> assertThat(retry.millis()).isBetween(20_000L, 60_000L));
            assertThat(rejected.rest()).containsExactly(new Event("overloaded", "{\"reason\":\"" + reason + "\"}", ""));
        }
    }

    private static void assertAcceptedAgain(GatewayProcess gateway, String operation) {
        await().untilAsserted(() -> {
            try (SseConnection stream = client.open(gateway.uri("/v1/operations/" + operation))) {
                assertThat(stream.next().type()).isEqualTo("message");
            }
        });
    }
}
