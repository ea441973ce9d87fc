package org.operationsgateway.gateway.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.operationsgateway.gateway.collection.Told.Event;
import org.operationsgateway.gateway.running.PostgresServer;
import org.operationsgateway.gateway.running.TestDatabase;

/** Two replicas that purge all the time. */
@Timeout(120)
class LogPurgeTest {

    private static final TestDatabase DATABASE = PostgresServer.SHARED.createDatabase();
    private static final Sql SQL = new Sql(DATABASE);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String[] SETTINGS = {"gateway.store.keep-deleted=1s", "gateway.store.purge-interval=100ms"};
    private static final String METADATA = "{\"@type\":\"type.googleapis.com/test.Number\",\"n\":1}";

    private static Replica one;
    private static Replica other;

    @BeforeAll
    static void start() {
        one = Replica.start(DATABASE, SETTINGS);
        other = Replica.start(DATABASE, SETTINGS);
    }

    @AfterAll
    static void stop() {
        other.close();
        one.close();
        DATABASE.drop();
    }

    @Test
    void theLogOfDeletedOperationsGoesAndEverythingElseStays() throws SQLException {
        String now = "pg_current_xact_id()";
        SQL.run("insert into operation_event (life, revision, change, name, done, create_time, time, xid)"
                + " select life, revision, case revision when 3 then 2 else 0 end, 'many/operations/' || life, true,"
                + " now(), now(), " + now
                + " from generate_series(1, 1000) as life, generate_series(1, 3) as revision");
        one.create("purge", "stays", METADATA);

        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(SQL.texts("select name from operation_event where name ~ '^(many|purge)/'"))
                                .containsExactly("purge/operations/stays"));
        assertThat(SQL.texts("select purged_xid > '0' from gateway")).containsExactly("t");
    }

    @Test
    void whoHasMissedAnEndThatIsPurgedBeginsAnew() {
        one.create("missed", "goes", METADATA);
        String before;
        try (Told told = one.subscribe("missed/operations")) {
            before = told.until("synced").getLast().id();
            one.delete("missed/operations/goes");
            told.until("removed");
        }
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(
                                SQL.texts("select name from operation_event where name = 'missed/operations/goes'"))
                        .isEmpty());

        try (Told told = other.subscribe("missed/operations", before)) {
            assertThat(told.next()).isEqualTo(new Event("reset", "", "{\"reason\":\"LOG_TRUNCATED\"}"));
            assertThat(told.next().type()).isEqualTo("synced");
        }
    }

    @Test
    void whoHasSeenTheEndThatIsPurgedGoesOn() {
        one.create("seen", "goes", METADATA);
        String after;
        try (Told told = one.subscribe("seen/operations")) {
            told.until("synced");
            one.delete("seen/operations/goes");
            one.create("seen", "stays", METADATA);
            after = latestId(told);
        }
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(
                                SQL.texts("select name from operation_event where name = 'seen/operations/goes'"))
                        .isEmpty());
        one.update("seen/operations/stays", METADATA);

        try (Told told = other.subscribe("seen/operations", after)) {
            assertThat(told.until("bookmark")).extracting(Event::type).isEqualTo(List.of("message", "bookmark"));
        }
    }

    /** The id of a stream that begins now. */
    private static String latestId(Told told) {
        told.until(event -> event.data().contains("seen/operations/stays"));
        try (Told fresh = one.subscribe("seen/operations")) {
            return fresh.until("synced").getLast().id();
        }
    }
}
