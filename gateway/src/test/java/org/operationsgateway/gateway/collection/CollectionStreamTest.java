package org.operationsgateway.gateway.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.operationsgateway.gateway.collection.Told.Event;
import org.operationsgateway.gateway.running.PostgresServer;
import org.operationsgateway.gateway.running.TestDatabase;

/** What a collection's stream says, on two replicas of which one hears no signals. */
@Timeout(120)
class CollectionStreamTest {

    private static final TestDatabase DATABASE = PostgresServer.SHARED.createDatabase();
    private static final Sql SQL = new Sql(DATABASE);

    private static Replica gateway;
    private static Replica deaf;

    @BeforeAll
    static void start() {
        gateway = Replica.start(DATABASE, "gateway.watch.heartbeat=400ms");
        deaf = Replica.start(DATABASE, "gateway.signal.enabled=false", "gateway.signal.sweep-interval=50ms");
    }

    @AfterAll
    static void stop() {
        deaf.close();
        gateway.close();
        DATABASE.drop();
    }

    @Test
    void aParentWithoutOperationsIsSyncedAtOnce() {
        try (Told told = gateway.subscribe("none/operations")) {
            assertThat(told.next().type()).isEqualTo("synced");
        }
    }

    @Test
    void theSnapshotComesOldestChangeFirstThenSyncedThenEachChange() {
        gateway.create("order", "a", n(1));
        gateway.create("order", "b", n(2));
        gateway.update("order/operations/a", n(3));
        try (Told told = gateway.subscribe("order/operations")) {
            List<Event> snapshot = told.until("synced");
            assertThat(numbers(snapshot.subList(0, 2))).containsExactly(2L, 3L);
            assertThat(snapshot)
                    .hasSize(3)
                    .allSatisfy(event -> assertThat(event.id().isEmpty()).isEqualTo(event.isChange()));

            gateway.create("order", "c", n(4));
            assertThat(told.nextButBookmarks().data())
                    .isEqualTo("{\"name\":\"order/operations/c\",\"metadata\":" + n(4) + ",\"done\":false}");
            gateway.complete("order/operations/b", n(5));
            assertThat(told.nextButBookmarks().data()).contains("\"done\":true");
            gateway.delete("order/operations/a");
            Event removed = told.nextButBookmarks();
            assertThat(removed).isEqualTo(new Event("removed", "", "{\"name\":\"order/operations/a\"}"));
        }
    }

    @Test
    void anOperationCreatedAnewIsRemovedBeforeItComesBack() {
        gateway.create("anew", "x", n(1));
        try (Told told = deaf.subscribe("anew/operations")) {
            told.until("synced");
            for (int i = 2; i < 30; i++) {
                gateway.delete("anew/operations/x");
                gateway.create("anew", "x", n(i));
                assertThat(told.nextButBookmarks().type()).isEqualTo("removed");
                assertThat(told.nextButBookmarks().number()).isEqualTo(i);
            }
        }
    }

    @Test
    void aDeletedOperationCreatedAnewBetweenTwoConnectionsIsToldInOrder() {
        gateway.create("between", "x", n(1));
        String id = currentId("between/operations");
        gateway.update("between/operations/x", n(2));
        gateway.delete("between/operations/x");
        gateway.create("between", "x", n(3));
        try (Told told = deaf.subscribe("between/operations", id)) {
            assertThat(numbers(told.until("bookmark").subList(0, 3))).containsExactly(2L, 0L, 3L);
        }
    }

    @Test
    void otherParentsOperationsAreNoneOfIt() {
        gateway.create("mine", "before", n(1));
        gateway.create("mine/too", "before", n(2));
        gateway.create("minetoo", "before", n(3));
        try (Told told = gateway.subscribe("mine/operations")) {
            gateway.create("mine/too", "after", n(4));
            gateway.create("minetoo", "after", n(5));
            gateway.create("other", "mine", n(6));
            gateway.create("mine", "after", n(7));

            List<Event> all = told.until(event -> event.isChange() && event.number() == 7);
            assertThat(all)
                    .filteredOn(Event::isChange)
                    .extracting(Event::number)
                    .containsExactly(1L, 7L);
        }
    }

    @Test
    void aDashStandsForAnySegment() {
        gateway.create("p/one/l/x", "a", n(1));
        gateway.create("p/two/l/y", "a", n(2));
        gateway.create("p/one/l", "a", n(3));
        try (Told told = gateway.subscribe("p/-/l/x/operations")) {
            assertThat(numbers(told.until("synced"))).containsExactly(1L);
            gateway.create("p/two/l/y", "b", n(4));
            gateway.create("p/two/l/x", "b", n(5));

            assertThat(told.nextButBookmarks().number()).isEqualTo(5);
            assertThat(told.all()).filteredOn(Event::isChange).hasSize(2);
        }
        try (Told told = gateway.subscribe("p/-/l/-/operations", currentId("nothing/operations"))) {
            gateway.create("p/three/l/z", "c", n(6));
            assertThat(told.nextButBookmarks().number()).isEqualTo(6);
        }
    }

    @Test
    void theWholeServiceIsEveryParents() {
        gateway.create("whole/one", "a", n(101));
        try (Told told = gateway.subscribe("operations")) {
            assertThat(told.until("synced"))
                    .extracting(Event::data)
                    .anyMatch(data -> data.contains("\"whole/one/operations/a\""));
            gateway.create("whole/two", "b", n(102));
            gateway.create("", "c", n(103));

            told.until(event -> event.data().contains("\"whole/two/operations/b\""));
            told.until(event -> event.data().contains("\"operations/c\""));
        }
    }

    @Test
    void aQuietStreamIsToldHowFarItIs() {
        try (Told told = gateway.subscribe("quiet/operations")) {
            String synced = told.until("synced").getLast().id();
            gateway.create("elsewhere", "loud", n(1));
            Event bookmark = told.until(
                            event -> !event.id().isEmpty() && !event.id().equals(synced))
                    .getLast();

            assertThat(bookmark.type()).isEqualTo("bookmark");
            assertThat(bookmark.data()).isEqualTo("{}");
            assertThat(told.all()).noneMatch(Event::isChange);
        }
    }

    @Test
    void aReplicaThatHearsNoSignalsTellsEverything() {
        try (Told told = deaf.subscribe("deaf/operations")) {
            told.until("synced");
            gateway.create("deaf", "a", n(1));
            IntStream.rangeClosed(2, 20).forEach(i -> gateway.update("deaf/operations/a", n(i)));

            for (long i = 1; i <= 20; i++) {
                assertThat(told.nextButBookmarks().number()).isEqualTo(i);
            }
        }
    }

    @Test
    void aTransactionThatStaysOpenHoldsNothingBackAndIsToldWhenItEnds() throws SQLException {
        gateway.create("open", "slow", n(1));
        gateway.create("open", "fast", n(2));
        try (Told told = gateway.subscribe("open/operations");
                Connection connection = SQL.connect();
                Statement statement = connection.createStatement()) {
            told.until("synced");
            connection.setAutoCommit(false);
            statement.execute(Sql.update("open/operations/slow", n(10)));
            gateway.update("open/operations/fast", n(11));
            assertThat(told.nextButBookmarks().number()).isEqualTo(11);
            String before = told.until("bookmark").getLast().id();
            gateway.update("open/operations/fast", n(12));
            assertThat(told.nextButBookmarks().number()).isEqualTo(12);

            connection.commit();
            assertThat(told.nextButBookmarks().number()).isEqualTo(10);
            try (Told resumed = deaf.subscribe("open/operations", before)) {
                assertThat(numbers(resumed.until("bookmark"))).containsExactlyInAnyOrder(10L, 12L);
            }
        }
    }

    @Test
    void aRequestToCancelIsAMessage() throws SQLException {
        gateway.create("cancel", "a", n(1));
        try (Told told = deaf.subscribe("cancel/operations")) {
            told.until("synced");
            SQL.run(Sql.update("cancel/operations/a", n(2)).replace(", 0, name", ", 1, name"));

            assertThat(told.nextButBookmarks().number()).isEqualTo(2);
        }
    }

    @Test
    void anIdThatIsNoneOfThisDatabasesBeginsAnew() {
        gateway.create("reset", "a", n(1));
        String id = currentId("reset/operations");
        assertReset("reset/operations", "7kq2m-3", "UNKNOWN_EVENT_ID");
        assertReset("reset/operations", "ffffffff" + id.substring(8), "OTHER_DATABASE");
        assertReset("reset/operations", id.substring(0, 8) + "-zzzzzz-1", "FUTURE_CURSOR");
    }

    @Test
    void whoHasMissedTooMuchBeginsAnew() throws SQLException {
        String id = currentId("many/operations");
        gateway.create("many", "a", n(1));
        SQL.run("insert into operation_event (life, revision, change, name, done, create_time, time, xid)"
                + " select 1, number, 0, 'many/operations/gone', false, now(), now(), pg_current_xact_id()"
                + " from generate_series(1, 10000) as number");
        assertReset("many/operations", id, "TOO_FAR_BEHIND");
    }

    /** A reset, then a snapshot of one operation, whose number is 1. */
    private static void assertReset(String collection, String id, String reason) {
        try (Told told = gateway.subscribe(collection, id)) {
            assertThat(told.next()).isEqualTo(new Event("reset", "", "{\"reason\":\"" + reason + "\"}"));
            assertThat(numbers(told.until("synced"))).containsExactly(1L);
        }
    }

    private static String currentId(String collection) {
        try (Told told = gateway.subscribe(collection)) {
            return told.until("synced").getLast().id();
        }
    }

    private static List<Long> numbers(List<Event> events) {
        return events.stream().filter(Event::isChange).map(Event::number).toList();
    }

    private static String n(long number) {
        return "{\"@type\":\"type.googleapis.com/test.Number\",\"n\":" + number + "}";
    }
}
