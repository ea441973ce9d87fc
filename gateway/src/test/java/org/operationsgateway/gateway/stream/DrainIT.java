package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.testkit.http.Producer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.process.GatewayProcess;
import org.operationsgateway.testkit.sse.SseClient;
import org.operationsgateway.testkit.sse.SseConnection;
import org.operationsgateway.testkit.sse.SseItem;

/** A test of a gateway that stops while streams are open. */
class DrainIT {

    private static final int STREAMS = 50;
    /** Less than the 30 seconds after which Kubernetes sends SIGKILL. */
    private static final Duration EXIT_TIMEOUT = Duration.ofSeconds(25);

    private static final String ONLY_THIS_CONNECTION =
            "count(*) = 1 from pg_stat_activity where datname = current_database() and backend_type = 'client backend'";

    private TestDatabase database;
    private GatewayProcess stopping;
    private SseClient client;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        stopping = start(database);
        client = new SseClient();
        stopping.producer().create("watched");
    }

    GatewayProcess start(TestDatabase empty) {
        return GatewayProcess.start(empty);
    }

    @AfterEach
    void stop() {
        client.close();
        stopping.close();
        database.close();
    }

    @Test
    void theGatewayExitsWithinTheGracePeriod() {
        List<SseConnection> streams = open();
        stopping.terminate();
        assertThat(stopping.awaitExit(EXIT_TIMEOUT)).isIn(0, 143);
        assertThat(streams).allSatisfy(stream -> assertThat(stream.rest()).isEmpty());
    }

    @Test
    void eachStreamReceivesARetryTimeAndIsCompleted() {
        List<SseConnection> streams = open();
        stopping.terminate();
        assertThat(streams)
                .allSatisfy(stream -> assertThat(stream.nextTimed().item()).isInstanceOf(SseItem.Retry.class))
                .allSatisfy(stream -> assertThat(stream.rest()).isEmpty());
    }

    @Test
    void theDatabaseSessionsAreClosedAndNothingIsLogged() {
        open();
        stopping.terminate();
        assertThat(stopping.awaitExit(EXIT_TIMEOUT)).isIn(0, 143);
        // PostgreSQL counts a session as abandoned if its connection ends without a termination message.
        await().untilAsserted(
                        () -> assertThat(database.holds(ONLY_THIS_CONNECTION)).isTrue());
        assertThat(database.holds("sessions_abandoned = 0 from pg_stat_database where datname = current_database()"))
                .isTrue();
        assertThat(stopping.output()).doesNotContain(" WARN ", " ERROR ");
    }

    @Test
    void aSubscriberResumesOnAnotherReplica() {
        try (GatewayProcess other = GatewayProcess.start(database)) {
            Producer producer = other.producer();
            SseConnection stream = client.open(stopping.uri("/v1/operations/watched"));
            String lastEventId = stream.next().lastEventId();
            stopping.terminate();
            assertThat(stream.rest()).isEmpty();
            producer.update("watched", 2);
            producer.update("watched", 3);
            try (SseConnection resumed = client.reopen(other.uri("/v1/operations/watched"), lastEventId)) {
                assertThat(Revisions.number(resumed.next())).isEqualTo(2);
                assertThat(Revisions.number(resumed.next())).isEqualTo(3);
            }
        }
    }

    private List<SseConnection> open() {
        List<SseConnection> streams = IntStream.range(0, STREAMS)
                .mapToObj(i -> client.open(stopping.uri("/v1/operations/watched")))
                .toList();
        assertThat(streams)
                .allSatisfy(
                        stream -> assertThat(Revisions.number(stream.next())).isEqualTo(1));
        return streams;
    }
}
