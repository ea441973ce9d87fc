package org.operationsgateway.gateway.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.gateway.collection.EventStream.Event;

/** The events of collection streams, on a replica with signals and on one without. */
@Timeout(120)
class CollectionStreamTest {

    @RegisterExtension
    private static final ReplicaPair REPLICAS = ReplicaPair.withAndWithoutSignals();

    @Test
    void anEmptyCollectionIsSyncedImmediately() {
        try (EventStream stream = REPLICAS.first().subscribe("none/operations")) {
            assertThat(stream.next().type()).isEqualTo("synced");
        }
    }

    @Test
    void theSnapshotIsOrderedByUpdateTimeAndFollowedBySyncedAndEachChange() {
        REPLICAS.first().create("order", "a", n(1));
        REPLICAS.first().create("order", "b", n(2));
        REPLICAS.first().update("order/operations/a", n(3));
        try (EventStream stream = REPLICAS.first().subscribe("order/operations")) {
            List<Event> snapshot = stream.until("synced");
            assertThat(numbers(snapshot.subList(0, 2))).containsExactly(2L, 3L);
            assertThat(snapshot)
                    .hasSize(3)
                    .allSatisfy(event -> assertThat(event.id().isEmpty()).isEqualTo(event.isChange()));

            REPLICAS.first().create("order", "c", n(4));
            assertThat(stream.nextExceptBookmarks().data())
                    .isEqualTo("{\"name\":\"order/operations/c\",\"metadata\":" + n(4) + ",\"done\":false}");
            REPLICAS.first().complete("order/operations/b", n(5));
            assertThat(stream.nextExceptBookmarks().data()).contains("\"done\":true");
            REPLICAS.first().delete("order/operations/a");
            Event removed = stream.nextExceptBookmarks();
            assertThat(removed).isEqualTo(new Event("removed", "", "{\"name\":\"order/operations/a\"}"));
        }
    }

    @Test
    void aRecreatedOperationIsRemovedBeforeItIsDeliveredAgain() {
        REPLICAS.first().create("recreated", "x", n(1));
        try (EventStream stream = REPLICAS.second().subscribe("recreated/operations")) {
            stream.until("synced");
            for (int i = 2; i < 30; i++) {
                REPLICAS.first().delete("recreated/operations/x");
                REPLICAS.first().create("recreated", "x", n(i));
                assertThat(stream.nextExceptBookmarks().type()).isEqualTo("removed");
                assertThat(stream.nextExceptBookmarks().number()).isEqualTo(i);
            }
        }
    }

    @Test
    void anOperationRecreatedBetweenTwoConnectionsIsDeliveredInOrder() {
        REPLICAS.first().create("between", "x", n(1));
        String id = currentCursor("between/operations");
        REPLICAS.first().update("between/operations/x", n(2));
        REPLICAS.first().delete("between/operations/x");
        REPLICAS.first().create("between", "x", n(3));
        try (EventStream stream = REPLICAS.second().subscribe("between/operations", id)) {
            assertThat(numbers(stream.until("bookmark").subList(0, 3))).containsExactly(2L, 0L, 3L);
        }
    }

    @Test
    void operationsOfOtherParentsAreNotDelivered() {
        REPLICAS.first().create("parent", "before", n(1));
        REPLICAS.first().create("parent/child", "before", n(2));
        REPLICAS.first().create("parentsuffix", "before", n(3));
        try (EventStream stream = REPLICAS.first().subscribe("parent/operations")) {
            REPLICAS.first().create("parent/child", "after", n(4));
            REPLICAS.first().create("parentsuffix", "after", n(5));
            REPLICAS.first().create("other", "parent", n(6));
            REPLICAS.first().create("parent", "after", n(7));

            List<Event> events = stream.until(event -> event.isChange() && event.number() == 7);
            assertThat(events)
                    .filteredOn(Event::isChange)
                    .extracting(Event::number)
                    .containsExactly(1L, 7L);
        }
    }

    @Test
    void aDashMatchesAnySegment() {
        REPLICAS.first().create("p/one/l/x", "a", n(1));
        REPLICAS.first().create("p/two/l/y", "a", n(2));
        REPLICAS.first().create("p/one/l", "a", n(3));
        try (EventStream stream = REPLICAS.first().subscribe("p/-/l/x/operations")) {
            assertThat(numbers(stream.until("synced"))).containsExactly(1L);
            REPLICAS.first().create("p/two/l/y", "b", n(4));
            REPLICAS.first().create("p/two/l/x", "b", n(5));

            assertThat(stream.nextExceptBookmarks().number()).isEqualTo(5);
            assertThat(stream.received()).filteredOn(Event::isChange).hasSize(2);
        }
        try (EventStream stream = REPLICAS.first().subscribe("p/-/l/-/operations", currentCursor("empty/operations"))) {
            REPLICAS.first().create("p/three/l/z", "c", n(6));
            assertThat(stream.nextExceptBookmarks().number()).isEqualTo(6);
        }
    }

    @Test
    void theCollectionOfTheServiceContainsAllParents() {
        REPLICAS.first().create("whole/one", "a", n(101));
        try (EventStream stream = REPLICAS.first().subscribe("operations")) {
            assertThat(stream.until("synced"))
                    .extracting(Event::data)
                    .anyMatch(data -> data.contains("\"whole/one/operations/a\""));
            REPLICAS.first().create("whole/two", "b", n(102));
            REPLICAS.first().create("", "c", n(103));

            stream.until(event -> event.data().contains("\"whole/two/operations/b\""));
            stream.until(event -> event.data().contains("\"operations/c\""));
        }
    }

    @Test
    void anIdleStreamReceivesBookmarks() {
        try (EventStream stream = REPLICAS.first().subscribe("idle/operations")) {
            String synced = stream.until("synced").getLast().id();
            REPLICAS.first().create("other", "busy", n(1));
            Event bookmark = stream.until(
                            event -> !event.id().isEmpty() && !event.id().equals(synced))
                    .getLast();

            assertThat(bookmark.type()).isEqualTo("bookmark");
            assertThat(bookmark.data()).isEqualTo("{}");
            assertThat(stream.received()).noneMatch(Event::isChange);
        }
    }

    @Test
    void aReplicaWithoutSignalsDeliversEveryChange() {
        try (EventStream stream = REPLICAS.second().subscribe("sweep/operations")) {
            stream.until("synced");
            REPLICAS.first().create("sweep", "a", n(1));
            IntStream.rangeClosed(2, 20).forEach(i -> REPLICAS.first().update("sweep/operations/a", n(i)));

            for (long i = 1; i <= 20; i++) {
                assertThat(stream.nextExceptBookmarks().number()).isEqualTo(i);
            }
        }
    }

    @Test
    void anOpenTransactionDelaysNoOtherChangeAndIsDeliveredAfterItsCommit() throws SQLException {
        REPLICAS.first().create("open", "slow", n(1));
        REPLICAS.first().create("open", "fast", n(2));
        try (EventStream stream = REPLICAS.first().subscribe("open/operations");
                Connection connection = REPLICAS.database().connect();
                Statement statement = connection.createStatement()) {
            stream.until("synced");
            connection.setAutoCommit(false);
            statement.execute(UpdateStatement.of("open/operations/slow", n(10)));
            REPLICAS.first().update("open/operations/fast", n(11));
            assertThat(stream.nextExceptBookmarks().number()).isEqualTo(11);
            String before = stream.until("bookmark").getLast().id();
            REPLICAS.first().update("open/operations/fast", n(12));
            assertThat(stream.nextExceptBookmarks().number()).isEqualTo(12);

            connection.commit();
            assertThat(stream.nextExceptBookmarks().number()).isEqualTo(10);
            try (EventStream resumed = REPLICAS.second().subscribe("open/operations", before)) {
                assertThat(numbers(resumed.until("bookmark"))).containsExactlyInAnyOrder(10L, 12L);
            }
        }
    }

    @Test
    void aCancellationRequestIsDeliveredAsAMessage() throws SQLException {
        REPLICAS.first().create("cancel", "a", n(1));
        try (EventStream stream = REPLICAS.second().subscribe("cancel/operations")) {
            stream.until("synced");
            REPLICAS.database()
                    .run(UpdateStatement.of("cancel/operations/a", n(2)).replace(", 0, name", ", 1, name"));

            assertThat(stream.nextExceptBookmarks().number()).isEqualTo(2);
        }
    }

    @Test
    void anInvalidCursorCausesAReset() {
        REPLICAS.first().create("reset", "a", n(1));
        String id = currentCursor("reset/operations");
        assertReset("reset/operations", "7kq2m-3", "UNKNOWN_EVENT_ID");
        assertReset("reset/operations", "ffffffff" + id.substring(8), "OTHER_DATABASE");
        assertReset("reset/operations", id.substring(0, 8) + "-zzzzzz-1", "FUTURE_CURSOR");
    }

    @Test
    void aCursorOfAnotherHistoryCausesAReset() {
        REPLICAS.first().create("history", "a", n(1));
        String id = currentCursor("history/operations");
        String[] parts = id.split("-", -1);
        assertReset("history/operations", id.replace(parts[0], parts[0].substring(0, 8) + "00000000"), "OTHER_HISTORY");
        assertReset("history/operations", otherCheck(parts), "OTHER_HISTORY");
    }

    private static String otherCheck(String... parts) {
        String check = parts[3].replaceFirst("[.].*", "");
        String other = Long.toString(Long.parseLong(check, 36) ^ 1, 36);
        return String.join("-", parts[0], parts[1], parts[2], parts[3].replaceFirst("^[0-9a-z]+", other));
    }

    @Test
    void aCursorOfAnEarlierVersionIsResumed() {
        REPLICAS.first().create("earlier", "a", n(1));
        String id = currentCursor("earlier/operations");
        String earlier = id.replaceFirst("^(.{8}).{8}(-[^-]+-[^-.]+)-[^.]+", "$1$2");
        REPLICAS.first().update("earlier/operations/a", n(2));
        try (EventStream stream = REPLICAS.second().subscribe("earlier/operations", earlier)) {
            assertThat(stream.nextExceptBookmarks().number()).isEqualTo(2);
        }
    }

    @Test
    void aCursorTooFarBehindCausesAReset() throws SQLException {
        String id = currentCursor("many/operations");
        REPLICAS.first().create("many", "a", n(1));
        REPLICAS.database()
                .run("insert into operation_event (life, revision, change, name, done, create_time, time, xid)"
                        + " select 1, number, 0, 'many/operations/filler', false, now(), now(), pg_current_xact_id()"
                        + " from generate_series(1, 10000) as number");
        assertReset("many/operations", id, "TOO_FAR_BEHIND");
    }

    @Test
    void aStreamOfNamedOperationsContainsThemAndNoOthers() {
        REPLICAS.first().create("named/one", "a", n(1));
        REPLICAS.first().create("named/one", "not", n(2));
        REPLICAS.first().create("named/two", "b", n(3));
        String names = "operations?name=named/one/operations/a&name=named/two/operations/b&name=named/two/operations/c";
        String synced;
        try (EventStream stream = REPLICAS.second().subscribe(names)) {
            List<Event> snapshot = stream.until("synced");
            synced = snapshot.getLast().id();
            assertThat(numbers(snapshot)).containsExactly(1L, 3L);

            REPLICAS.first().update("named/one/operations/not", n(4));
            REPLICAS.first().update("named/two/operations/b", n(5));
            assertThat(stream.nextExceptBookmarks().number()).isEqualTo(5);
            REPLICAS.first().create("named/two", "c", n(6));
            assertThat(stream.nextExceptBookmarks().number()).isEqualTo(6);
            REPLICAS.first().complete("named/one/operations/a", n(7));
            assertThat(stream.nextExceptBookmarks().data()).contains("\"done\":true");
            REPLICAS.first().delete("named/two/operations/b");
            assertThat(stream.nextExceptBookmarks())
                    .isEqualTo(new Event("removed", "", "{\"name\":\"named/two/operations/b\"}"));
        }
        REPLICAS.first().update("named/two/operations/c", n(8));
        try (EventStream resumed = REPLICAS.first().subscribe(names, synced)) {
            assertThat(numbers(resumed.until("bookmark"))).containsExactlyInAnyOrder(5L, 6L, 7L, 8L, 0L);
            REPLICAS.first().update("named/one/operations/not", n(9));
            REPLICAS.first().update("named/two/operations/c", n(10));
            assertThat(resumed.nextExceptBookmarks().number()).isEqualTo(10);
        }
    }

    @Test
    void aStreamOfNamedOperationsMayHaveAFilter() {
        REPLICAS.first().create("filtered/names", "a", n(1));
        REPLICAS.first().create("filtered/names", "b", n(2));
        try (EventStream stream = REPLICAS.first()
                .subscribe("operations?name=filtered/names/operations/a&name=filtered/names/operations/b"
                        + "&filter=metadata.n%3E1")) {
            assertThat(numbers(stream.until("synced"))).containsExactly(2L);
            REPLICAS.first().update("filtered/names/operations/a", n(3));
            assertThat(stream.nextExceptBookmarks().number()).isEqualTo(3);
            REPLICAS.first().update("filtered/names/operations/a", n(0));
            assertThat(stream.nextExceptBookmarks().type()).isEqualTo("removed");
        }
    }

    /** Asserts a reset, followed by a snapshot of one operation with number 1. */
    private static void assertReset(String collection, String id, String reason) {
        try (EventStream stream = REPLICAS.first().subscribe(collection, id)) {
            assertThat(stream.next()).isEqualTo(new Event("reset", "", "{\"reason\":\"" + reason + "\"}"));
            assertThat(numbers(stream.until("synced"))).containsExactly(1L);
        }
    }

    private static String currentCursor(String collection) {
        try (EventStream stream = REPLICAS.first().subscribe(collection)) {
            return stream.until("synced").getLast().id();
        }
    }

    private static List<Long> numbers(List<Event> events) {
        return events.stream().filter(Event::isChange).map(Event::number).toList();
    }

    private static String n(long number) {
        return "{\"@type\":\"type.googleapis.com/test.Number\",\"n\":" + number + "}";
    }
}
