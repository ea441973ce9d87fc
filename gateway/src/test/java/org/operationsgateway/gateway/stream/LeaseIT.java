package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.operationsgateway.gateway.process.Database;
import org.operationsgateway.gateway.process.GatewayProcess;
import org.operationsgateway.gateway.sse.SseClient;
import org.operationsgateway.gateway.sse.SseConnection;
import org.operationsgateway.gateway.sse.SseItem.Event;

/** What becomes of operations whose producers are silent, or slow, and of those that have been done for long enough. */
@Timeout(120)
class LeaseIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String[] OFTEN = {"--gateway.deadline.interval=100ms"};

    private static HttpClient http;
    private static SseClient client;
    private Database database;
    private GatewayProcess gateway;

    @BeforeAll
    static void open() {
        http = HttpClient.newHttpClient();
        client = new SseClient();
    }

    @AfterAll
    static void close() {
        client.close();
        http.close();
    }

    @BeforeEach
    void start() {
        database = Database.create();
        gateway = GatewayProcess.start(database, OFTEN);
    }

    @AfterEach
    void stop() {
        gateway.close();
        database.close();
    }

    private HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(gateway.uri("/v1/operations" + path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void create(String id, String terms) {
        assertThat(send("POST", "?operationId=" + id + "&" + terms, "{}").statusCode())
                .isEqualTo(200);
    }

    private int heartbeat(String id) {
        return send("POST", "/" + id + ":heartbeat", "{}").statusCode();
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
    void anOperationWhoseProducerFallsSilentFailsAndItsStreamTells() {
        create("silent", "lease=1s");
        List<Event> events = untilDone("silent");

        assertThat(events).extracting(Event::type).containsExactly("message", "message", "done");
        assertThat(events.get(1).data())
                .contains("\"done\":true", "\"code\":10", "\"reason\":\"LEASE_EXPIRED\"", "google.rpc.ErrorInfo");
        HttpResponse<String> late = send("POST", "/silent:complete", "{\"response\":{\"@type\":\"t/T\"}}");
        assertThat(late.statusCode()).isEqualTo(400);
        assertThat(late.body()).contains("FAILED_PRECONDITION");
        assertThat(heartbeat("silent")).isEqualTo(400);
    }

    @Test
    void heartbeatsAndUpdatesKeepAnOperationAlive() {
        create("beats", "lease=1s");
        create("updates", "lease=1s");
        for (String silent : List.of("first", "second")) {
            create(silent, "lease=1s");
            try (SseConnection stream = watch(silent)) {
                for (Event last = null; last == null || !last.type().equals("done"); last = stream.poll()) {
                    assertThat(heartbeat("beats")).isEqualTo(200);
                    assertThat(send("PATCH", "/updates", "{\"metadata\":{\"@type\":\"t/T\"}}")
                                    .statusCode())
                            .isEqualTo(200);
                }
            }
        }
        assertThat(untilDone("beats").getLast().type()).isEqualTo("done");
    }

    @Test
    void anOperationThatTakesTooLongFailsHoweverAliveItsProducerIs() {
        create("slow", "timeout=1.5s&lease=1s");
        try (SseConnection stream = watch("slow")) {
            stream.next();
            for (Event next = stream.poll(); next == null; next = stream.poll()) {
                heartbeat("slow");
            }
        }
        assertThat(send("GET", "/slow", "").body()).contains("\"code\":4", "\"reason\":\"OPERATION_TIMEOUT\"");
    }

    @Test
    void whatHasBeenDoneForLongEnoughGoes() {
        create("kept", "ttl=600s");
        create("gone", "ttl=1s");
        send("POST", "/kept:complete", "{}");
        try (SseConnection stream = client.open(gateway.uri("/v1/operations"))) {
            send("POST", "/gone:complete", "{}");
            Event next = stream.next();
            while (!next.type().equals("removed")) {
                next = stream.next();
            }
            assertThat(next.data()).contains("operations/gone");
        }
        assertThat(send("GET", "/gone", "").statusCode()).isEqualTo(404);
        assertThat(send("GET", "/kept", "").statusCode()).isEqualTo(200);
    }

    /** Nobody could have heard a heartbeat. */
    @Test
    void aTimeInWhichThereWasNoGatewayCostsNobodyTheirLease() {
        create("long", "lease=2s");
        gateway.kill();
        Awaitility.await()
                .atMost(TIMEOUT)
                .until(() -> database.holds("(select lease_expire_time < clock_timestamp() from operation)"));
        gateway = GatewayProcess.start(database, OFTEN);
        Awaitility.await()
                .atMost(TIMEOUT)
                .until(() -> database.holds("(select watched_since > lease_expire_time and wake_time > watched_since"
                        + " from gateway, operation)"));
        assertThat(heartbeat("long")).isEqualTo(200);
        assertThat(untilDone("long").get(1).data()).contains("LEASE_EXPIRED");
    }

    @Test
    void replicasThatLookAtOnceEndEachOperationOnce() {
        try (GatewayProcess other = GatewayProcess.start(database, OFTEN)) {
            for (int i = 0; i < 150; i++) {
                create("op-" + i, "lease=1s&ttl=2s");
            }
            Awaitility.await()
                    .atMost(TIMEOUT)
                    .until(() -> database.holds("not exists (select from operation where not done)"));
            Awaitility.await().atMost(TIMEOUT).until(() -> database.holds("not exists (select from operation)"));
            assertThat(database.holds("(select count(*) = 450 and count(distinct (life, revision)) = 450"
                            + " and max(revision) = 3 from operation_event)"))
                    .isTrue();
            assertThat(other.output() + gateway.output()).doesNotContain("Could not look");
        }
    }
}
