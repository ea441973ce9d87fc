package org.operationsgateway.gateway.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.operationsgateway.gateway.collection.Told.Event;
import org.operationsgateway.gateway.running.PostgresServer;
import org.operationsgateway.gateway.running.TestDatabase;

/** A collection's stream of those operations that a filter selects, on two replicas of which one hears no signals. */
@Timeout(120)
class FilteredCollectionTest {

    private static final TestDatabase DATABASE = PostgresServer.SHARED.createDatabase();

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

    private static String n(int number) {
        return "{\"@type\":\"types.example.com/N\",\"n\":" + number + "}";
    }

    @Test
    void theSnapshotHoldsWhatIsSelectedAndNothingElse() {
        gateway.create("snap", "small", n(1));
        gateway.create("snap", "large", n(50));
        gateway.create("snap", "done", n(70));
        gateway.complete("snap/operations/done", n(70));
        try (Told told = gateway.subscribe("snap/operations?filter=metadata.n%3E10%20AND%20done%3Dfalse")) {
            List<Event> snapshot = told.until("synced");
            assertThat(snapshot).hasSize(2);
            assertThat(snapshot.getFirst().name()).isEqualTo("snap/operations/large");
        }
    }

    @Test
    void whatStopsToMatchIsRemovedAndWhatBeginsToMatchComes() {
        gateway.create("move", "x", n(1));
        gateway.create("move", "quiet", n(2));
        try (Told told = gateway.subscribe("move/operations?filter=metadata.n%3E10");
                Told other = deaf.subscribe("move/operations?filter=metadata.n%3E10")) {
            for (Told stream : List.of(told, other)) {
                assertThat(stream.until("synced")).hasSize(1);
            }
            gateway.update("move/operations/quiet", n(3));
            gateway.update("move/operations/x", n(11));
            gateway.update("move/operations/x", n(12));
            gateway.update("move/operations/x", n(5));
            gateway.update("move/operations/x", n(6));
            gateway.update("move/operations/x", n(13));
            gateway.delete("move/operations/quiet");
            gateway.delete("move/operations/x");
            for (Told stream : List.of(told, other)) {
                assertThat(changes(stream, 5)).containsExactly(11L, 12L, 0L, 13L, 0L);
            }
        }
    }

    @Test
    void aStreamOfWhatRunsIsToldWhenSomethingIsDone() {
        gateway.create("run", "x", n(1));
        try (Told told = deaf.subscribe("run/operations?filter=done%3Dfalse")) {
            told.until("synced");
            gateway.complete("run/operations/x", n(2));
            Event removed = told.nextButBookmarks();
            assertThat(removed).isEqualTo(new Event("removed", "", "{\"name\":\"run/operations/x\"}"));
        }
    }

    @Test
    void whoComesBackIsToldWhatHasStoppedToMatchMeanwhile() {
        String filter = "back/operations?filter=metadata.n%3E10";
        gateway.create("back", "x", n(20));
        gateway.create("back", "y", n(30));
        gateway.create("back", "z", n(1));
        String id;
        try (Told told = gateway.subscribe(filter)) {
            id = told.until("synced").getLast().id();
        }
        gateway.update("back/operations/x", n(2));
        gateway.update("back/operations/z", n(2));
        gateway.update("back/operations/y", n(31));
        gateway.update("back/operations/z", n(40));
        try (Told told = deaf.subscribe(filter, id)) {
            assertThat(told.until("bookmark").stream().filter(Event::isChange))
                    .extracting(Event::name, Event::number)
                    .containsExactlyInAnyOrder(
                            tuple("back/operations/x", 0L),
                            tuple("back/operations/y", 31L),
                            tuple("back/operations/z", 40L));
        }
    }

    private static List<Long> changes(Told told, int count) {
        return Stream.generate(told::nextButBookmarks)
                .limit(count)
                .map(Event::number)
                .toList();
    }
}
