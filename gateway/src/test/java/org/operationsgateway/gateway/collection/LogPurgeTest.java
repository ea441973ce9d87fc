package org.operationsgateway.gateway.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.gateway.collection.EventStream.Event;

/** The purge of the log on two replicas with a short retention. */
@Timeout(120)
class LogPurgeTest {

    @RegisterExtension
    private static final ReplicaPair REPLICAS =
            ReplicaPair.withSettings("gateway.store.keep-deleted=1s", "gateway.store.purge-interval=100ms");

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String METADATA = "{\"@type\":\"type.googleapis.com/test.Number\",\"n\":1}";

    @Test
    void onlyTheLogOfDeletedOperationsIsPurged() throws SQLException {
        REPLICAS.database()
                .run("insert into operation_event (life, revision, change, name, done, create_time, time, xid)"
                        + " select life, revision, case revision when 3 then 2 else 0 end, 'many/operations/' || life,"
                        + " true, now(), now(), pg_current_xact_id()"
                        + " from generate_series(1, 1000) as life, generate_series(1, 3) as revision");
        REPLICAS.first().create("purge", "kept", METADATA);

        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(REPLICAS.database()
                                .texts("select name from operation_event where name ~ '^(many|purge)/'"))
                        .containsExactly("purge/operations/kept"));
        assertThat(REPLICAS.database().texts("select purged_xid > '0' from gateway"))
                .containsExactly("t");
    }

    @Test
    void aCursorBeforeAPurgedDeletionCausesAReset() {
        REPLICAS.first().create("missed", "deleted", METADATA);
        String before;
        try (EventStream stream = REPLICAS.first().subscribe("missed/operations")) {
            before = stream.until("synced").getLast().id();
            REPLICAS.first().delete("missed/operations/deleted");
            stream.until("removed");
        }
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(REPLICAS.database()
                                .texts("select name from operation_event where name = 'missed/operations/deleted'"))
                        .isEmpty());

        try (EventStream stream = REPLICAS.second().subscribe("missed/operations", before)) {
            assertThat(stream.next()).isEqualTo(new Event("reset", "", "{\"reason\":\"LOG_TRUNCATED\"}"));
            assertThat(stream.next().type()).isEqualTo("synced");
        }
    }

    @Test
    void aCursorAfterAPurgedDeletionResumes() {
        REPLICAS.first().create("seen", "deleted", METADATA);
        String after;
        try (EventStream stream = REPLICAS.first().subscribe("seen/operations")) {
            stream.until("synced");
            REPLICAS.first().delete("seen/operations/deleted");
            REPLICAS.first().create("seen", "kept", METADATA);
            after = cursorAfterCreate(stream);
        }
        await().atMost(TIMEOUT)
                .untilAsserted(() -> assertThat(REPLICAS.database()
                                .texts("select name from operation_event where name = 'seen/operations/deleted'"))
                        .isEmpty());
        REPLICAS.first().update("seen/operations/kept", METADATA);

        try (EventStream stream = REPLICAS.second().subscribe("seen/operations", after)) {
            assertThat(stream.until("bookmark")).extracting(Event::type).isEqualTo(List.of("message", "bookmark"));
        }
    }

    @Test
    void aCollectionStreamDoesNotLoopDuringAnOldTransaction() throws SQLException {
        try (Connection old = REPLICAS.database().connect()) {
            old.setAutoCommit(false);
            try (Statement statement = old.createStatement()) {
                statement.execute("select pg_current_xact_id()");
            }
            REPLICAS.first().create("loop", "deleted", METADATA);
            REPLICAS.first().delete("loop/operations/deleted");
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(REPLICAS.database()
                                    .texts("select name from operation_event where name = 'loop/operations/deleted'"))
                            .isEmpty());

            try (EventStream stream = REPLICAS.first().subscribe("loop/operations")) {
                assertThat(stream.next().type()).isEqualTo("synced");
                REPLICAS.first().create("loop", "kept", METADATA);
                assertThat(stream.until(event -> event.data().contains("loop/operations/kept")))
                        .extracting(Event::type)
                        .doesNotContain("reset", "synced");
            }
            old.rollback();
        }
    }

    /** Returns the cursor of a new stream, after the open one has received the new operation. */
    private static String cursorAfterCreate(EventStream stream) {
        stream.until(event -> event.data().contains("seen/operations/kept"));
        try (EventStream fresh = REPLICAS.first().subscribe("seen/operations")) {
            return fresh.until("synced").getLast().id();
        }
    }
}
