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
import org.operationsgateway.gateway.collection.EventStream.Event;
import org.operationsgateway.testkit.postgres.TestDatabase;

/** The purge of the log on two replicas with a short retention. */
@Timeout(120)
class LogPurgeTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Sql SQL = new Sql(DATABASE);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String[] SETTINGS = {"gateway.store.keep-deleted=1s", "gateway.store.purge-interval=100ms"};
    private static final String METADATA = "{\"@type\":\"type.googleapis.com/test.Number\",\"n\":1}";

    private static Replica first;
    private static Replica second;

    @BeforeAll
    static void start() {
        first = Replica.start(DATABASE, SETTINGS);
        second = Replica.start(DATABASE, SETTINGS);
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
        DATABASE.close();
    }

    @Test
    void onlyTheLogOfDeletedOperationsIsPurged() throws SQLException {
        SQL.run("insert into operation_event (life, revision, change, name, done, create_time, time, xid)"
                + " select life, revision, case revision when 3 then 2 else 0 end, 'many/operations/' || life, true,"
                + " now(), now(), pg_current_xact_id()"
                + " from generate_series(1, 1000) as life, generate_series(1, 3) as revision");
        first.create("purge", "kept", METADATA);

        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> assertThat(SQL.texts("select name from operation_event where name ~ '^(many|purge)/'"))
                                .containsExactly("purge/operations/kept"));
        assertThat(SQL.texts("select purged_xid > '0' from gateway")).containsExactly("t");
    }

    @Test
    void aCursorBeforeAPurgedDeletionCausesAReset() {
        first.create("missed", "deleted", METADATA);
        String before;
        try (EventStream stream = first.subscribe("missed/operations")) {
            before = stream.until("synced").getLast().id();
            first.delete("missed/operations/deleted");
            stream.until("removed");
        }
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(
                                SQL.texts("select name from operation_event where name = 'missed/operations/deleted'"))
                        .isEmpty());

        try (EventStream stream = second.subscribe("missed/operations", before)) {
            assertThat(stream.next()).isEqualTo(new Event("reset", "", "{\"reason\":\"LOG_TRUNCATED\"}"));
            assertThat(stream.next().type()).isEqualTo("synced");
        }
    }

    @Test
    void aCursorAfterAPurgedDeletionResumes() {
        first.create("seen", "deleted", METADATA);
        String after;
        try (EventStream stream = first.subscribe("seen/operations")) {
            stream.until("synced");
            first.delete("seen/operations/deleted");
            first.create("seen", "kept", METADATA);
            after = cursorAfterCreate(stream);
        }
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(
                                SQL.texts("select name from operation_event where name = 'seen/operations/deleted'"))
                        .isEmpty());
        first.update("seen/operations/kept", METADATA);

        try (EventStream stream = second.subscribe("seen/operations", after)) {
            assertThat(stream.until("bookmark")).extracting(Event::type).isEqualTo(List.of("message", "bookmark"));
        }
    }

    /** Returns the cursor of a new stream, after the open one has received the new operation. */
    private static String cursorAfterCreate(EventStream stream) {
        stream.until(event -> event.data().contains("seen/operations/kept"));
        try (EventStream fresh = first.subscribe("seen/operations")) {
            return fresh.until("synced").getLast().id();
        }
    }
}
