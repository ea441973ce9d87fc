package org.operationsgateway.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.process.Database;
import org.operationsgateway.gateway.process.GatewayProcess;
import org.operationsgateway.gateway.process.Producer;
import org.operationsgateway.gateway.sse.SseClient;
import org.operationsgateway.gateway.sse.SseConnection;
import org.operationsgateway.gateway.sse.SseItem;

/** A gateway that is asked to end while streams are open. */
class DrainIT {

    private static final int STREAMS = 50;
    /** Less than the thirty seconds after which Kubernetes kills. */
    private static final Duration GRACE = Duration.ofSeconds(25);

    private static final String ENDED =
            "count(*) = 1 from pg_stat_activity where datname = current_database() and backend_type = 'client backend'";

    private Database database;
    private GatewayProcess leaving;
    private SseClient client;

    @BeforeEach
    void start() {
        database = Database.create();
        leaving = GatewayProcess.start(database);
        client = new SseClient();
        try (Producer producer = new Producer(leaving)) {
            producer.create("watched");
        }
    }

    @AfterEach
    void stop() {
        client.close();
        leaving.close();
        database.close();
    }

    @Test
    void itEndsByItselfWithinTheGracePeriod() {
        List<SseConnection> streams = open();
        leaving.terminate();
        assertThat(leaving.awaitExit(GRACE)).isIn(0, 143);
        assertThat(streams).allSatisfy(stream -> assertThat(stream.rest()).isEmpty());
    }

    @Test
    void itTellsEachStreamWhenToReconnectAndCompletesIt() {
        List<SseConnection> streams = open();
        leaving.terminate();
        assertThat(streams)
                .allSatisfy(stream -> assertThat(stream.nextTimed().item()).isInstanceOf(SseItem.Retry.class))
                .allSatisfy(stream -> assertThat(stream.rest()).isEmpty());
    }

    @Test
    void itSaysGoodbyeToTheDatabaseAndHasNothingToWarnOf() {
        open();
        leaving.terminate();
        assertThat(leaving.awaitExit(GRACE)).isIn(0, 143);
        // A session whose client is gone without a word counts as abandoned.
        await().untilAsserted(() -> assertThat(database.holds(ENDED)).isTrue());
        assertThat(database.holds("sessions_abandoned = 0 from pg_stat_database where datname = current_database()"))
                .isTrue();
        assertThat(leaving.output()).doesNotContain(" WARN ", " ERROR ");
    }

    @Test
    void itsSubscribersGoOnAtAnotherWhereTheyWere() {
        try (GatewayProcess staying = GatewayProcess.start(database);
                Producer producer = new Producer(staying)) {
            SseConnection stream = client.open(leaving.uri("/v1/operations/watched"));
            String seen = stream.next().lastEventId();
            leaving.terminate();
            assertThat(stream.rest()).isEmpty();
            producer.update("watched", 2);
            producer.update("watched", 3);
            try (SseConnection again = client.reopen(staying.uri("/v1/operations/watched"), seen)) {
                assertThat(Revisions.number(again.next())).isEqualTo(2);
                assertThat(Revisions.number(again.next())).isEqualTo(3);
            }
        }
    }

    private List<SseConnection> open() {
        List<SseConnection> streams = IntStream.range(0, STREAMS)
                .mapToObj(i -> client.open(leaving.uri("/v1/operations/watched")))
                .toList();
        assertThat(streams)
                .allSatisfy(
                        stream -> assertThat(Revisions.number(stream.next())).isEqualTo(1));
        return streams;
    }
}
