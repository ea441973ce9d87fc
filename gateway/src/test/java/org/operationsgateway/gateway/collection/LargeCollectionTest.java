package org.operationsgateway.gateway.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.gateway.collection.EventStream.Event;

/** Streams of collections whose keys do not fit into one window or page. */
@Timeout(180)
class LargeCollectionTest {

    @RegisterExtension
    private static final ReplicaPair REPLICAS = ReplicaPair.withAndWithoutSignals();

    private static final int OPERATIONS = 45_000;

    private static final String METADATA = "{\"@type\":\"type.googleapis.com/test.Number\",\"n\":%d}";

    /** The older the operation, the later its update, so that the order of a snapshot is not that of the table. */
    private static void fill(String parent) throws SQLException {
        REPLICAS.database().run("""
            with created as (
                insert into operation (name, parent, done, metadata, create_time, update_time, xid)
                select '%1$s/operations/o' || n, '%1$s', false, ('{"@type":"t/T","n":' || n || '}')::json, now(),
                    time, pg_current_xact_id()
                from generate_series(1, %2$d) as n, lateral (select now() - n * interval '1 second' as time) as t
                returning *
            )
            insert into operation_event (life, revision, change, name, done, metadata, create_time, time, xid)
            select life, revision, 0, name, done, metadata, create_time, update_time, xid from created
            """.formatted(parent, OPERATIONS));
    }

    @Test
    void aSnapshotContainsEachOperationOnceTheOldestUpdateFirst() throws SQLException {
        fill("snapshot");

        try (EventStream stream = REPLICAS.first().subscribe("snapshot/operations")) {
            List<Event> events = stream.until("synced");

            assertThat(events.stream().filter(Event::isChange).map(Event::number))
                    .containsExactlyElementsOf(IntStream.range(0, OPERATIONS)
                            .mapToObj(n -> (long) OPERATIONS - n)
                            .toList());
        }
    }

    @Test
    void aCursorResumesAlthoughOtherParentsHaveChangedMuch() throws SQLException {
        REPLICAS.first().create("quiet", "a", METADATA.formatted(1));
        String cursor = cursorOf("quiet/operations");
        fill("busy");
        REPLICAS.first().update("quiet/operations/a", METADATA.formatted(2));

        try (EventStream stream = REPLICAS.second().subscribe("quiet/operations", cursor)) {
            assertThat(stream.nextExceptBookmarks().number()).isEqualTo(2);
        }
    }

    @Test
    void aCursorFarBehindIsResetOnce() throws SQLException {
        REPLICAS.first().create("behind", "a", METADATA.formatted(1));
        String cursor = cursorOf("behind/operations");
        fill("behind");

        try (EventStream stream = REPLICAS.second().subscribe("behind/operations", cursor)) {
            assertThat(stream.next()).isEqualTo(new Event("reset", "", "{\"reason\":\"TOO_FAR_BEHIND\"}"));
            assertThat(stream.until("synced")).filteredOn(Event::isChange).hasSize(OPERATIONS + 1);
        }
    }

    @Test
    void aReplicaThatWasCutOffDeliversLaterChanges() throws SQLException {
        REPLICAS.first().create("watched", "a", METADATA.formatted(1));
        try (EventStream stream = REPLICAS.second().subscribe("watched/operations");
                EventStream operation = REPLICAS.second().subscribe("watched/operations/a")) {
            stream.until("synced");
            assertThat(operation.next().number()).isEqualTo(1);
            fill("flood");
            REPLICAS.first().update("watched/operations/a", METADATA.formatted(2));

            assertThat(operation.next().number()).isEqualTo(2);
            assertThat(stream.nextExceptBookmarks().number()).isEqualTo(2);
        }
    }

    private static String cursorOf(String collection) {
        try (EventStream stream = REPLICAS.first().subscribe(collection)) {
            return stream.until("synced").getLast().id();
        }
    }
}
