package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem.Event;

/** A test of leases, timeouts and times to live. */
@Timeout(120)
class LeaseIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String SHORT_INTERVAL = "gateway.deadline.interval=100ms";

    private static SseClient client;

    private TestDatabase database;
    private GatewayProcess gateway;
    private Producer producer;

    @BeforeAll
    static void open() {
        client = new SseClient();
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        startGateway();
    }

    private void startGateway() {
        gateway = GatewayProcess.start(database, SHORT_INTERVAL);
        producer = gateway.producer();
    }

    @AfterEach
    void stop() {
        gateway.close();
        database.close();
    }

    private HttpResponse<String> get(String id) {
        return gateway.api().get("/v1/operations/" + id);
    }

    private HttpResponse<String> post(String path) {
        return gateway.api().post("/v1/operations/" + path, "{}");
    }

    private SseConnection watch(String id) {
        return client.open(gateway.uri("/v1/operations/" + id));
    }

    private List<Event> untilDone(String id) {
        try (SseConnection stream = watch(id)) {
            return stream.rest();
        }
    }

    @Test
    void anOperationWithoutHeartbeatsFails() {
        producer.createWith("silent", "lease=1s");
        List<Event> events = untilDone("silent");

        assertThat(events).extracting(Event::type).containsExactly("message", "message", "done");
        assertThat(events.get(1).data())
                .contains("\"done\":true", "\"code\":10", "(LEASE_EXPIRED)")
                .doesNotContain("details");
        assertThat(get("silent?view=FULL").body()).contains("\"reason\":\"LEASE_EXPIRED\"");
        HttpResponse<String> late = post("silent:complete");
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.body()).contains("FAILED_PRECONDITION");
        assertThat(post("silent:heartbeat").statusCode()).isEqualTo(400);
    }

    @Test
    void heartbeatsAndUpdatesRenewTheLease() {
        producer.createWith("beats", "lease=1s");
        producer.createWith("updates", "lease=1s");
        int step = 2;
        for (String silent : List.of("first", "second")) {
            producer.createWith(silent, "lease=1s");
            try (SseConnection stream = watch(silent)) {
                for (Event last = null; last == null || !last.type().equals("done"); last = stream.poll()) {
                    producer.heartbeat("beats");
                    producer.update("updates", step++);
                }
            }
        }
        assertThat(untilDone("beats").getLast().type()).isEqualTo("done");
    }

    @Test
    void anOperationFailsAtItsTimeoutDespiteHeartbeats() {
        producer.createWith("slow", "timeout=1.5s&lease=1s");
        try (SseConnection stream = watch("slow")) {
            stream.next();
            for (Event next = stream.poll(); next == null; next = stream.poll()) {
                // Rejected if the operation has failed already and the event is in transit.
                gateway.api().post("/v1/operations/slow:heartbeat", "{}");
            }
        }
        assertThat(get("slow?view=FULL").body()).contains("\"code\":4", "\"reason\":\"OPERATION_TIMEOUT\"");
    }

    @Test
    void aDoneOperationIsDeletedAfterItsTimeToLive() {
        producer.createWith("kept", "ttl=600s");
        producer.createWith("gone", "ttl=1s");
        producer.complete("kept");
        try (SseConnection stream = client.open(gateway.uri("/v1/operations"))) {
            producer.complete("gone");
            assertThat(stream.next("removed").data()).contains("operations/gone");
        }
        assertThat(get("gone").statusCode()).isEqualTo(404);
        assertThat(get("kept").statusCode()).isEqualTo(200);
    }

    private void awaitThat(String condition) {
        Awaitility.await().atMost(TIMEOUT).until(() -> database.holds(condition));
    }

    @Test
    void leasesRestartAfterAnOutageOfAllReplicas() {
        producer.createWith("long", "lease=2s");
        gateway.kill();
        awaitThat("(select lease_expire_time < clock_timestamp() from operation)");
        startGateway();
        awaitThat("(select watched_since > lease_expire_time and check_time > watched_since"
                + " from gateway, operation, operation_check)");
        producer.heartbeat("long");
        assertThat(untilDone("long").get(1).data()).contains("LEASE_EXPIRED");
    }

    @Test
    void concurrentReplicasEndEachOperationOnce() {
        try (GatewayProcess other = GatewayProcess.start(database, SHORT_INTERVAL)) {
            for (int i = 0; i < 150; i++) {
                producer.createWith("op-" + i, "lease=1s&ttl=2s");
            }
            awaitThat("not exists (select from operation where not done)");
            awaitThat("not exists (select from operation)");
            assertThat(database.holds("(select count(*) = 450 and count(distinct (life, revision)) = 450"
                            + " and max(revision) = 3 from operation_event)"))
                    .isTrue();
            assertThat(other.output() + gateway.output()).doesNotContain("Failed to check");
        }
    }
}
