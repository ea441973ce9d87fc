package org.operationsgateway.gateway.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.operationsgateway.gateway.collection.EventStream.Event;
import org.operationsgateway.testkit.postgres.TestDatabase;

/** Collection streams with a filter, on a replica with signals and on one without. */
@Timeout(120)
class FilteredCollectionTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    private static Replica gateway;
    private static Replica withoutSignals;

    @BeforeAll
    static void start() {
        gateway = Replica.start(DATABASE, "gateway.watch.heartbeat=400ms");
        withoutSignals = Replica.start(DATABASE, "gateway.signal.enabled=false", "gateway.signal.sweep-interval=50ms");
    }

    @AfterAll
    static void stop() {
        withoutSignals.close();
        gateway.close();
        DATABASE.close();
    }

    private static String n(int number) {
        return "{\"@type\":\"types.example.com/N\",\"n\":" + number + "}";
    }

    @Test
    void theSnapshotContainsMatchingOperationsOnly() {
        gateway.create("snap", "small", n(1));
        gateway.create("snap", "large", n(50));
        gateway.create("snap", "done", n(70));
        gateway.complete("snap/operations/done", n(70));
        try (EventStream stream = gateway.subscribe("snap/operations?filter=metadata.n%3E10%20AND%20done%3Dfalse")) {
            List<Event> snapshot = stream.until("synced");
            assertThat(snapshot).hasSize(2);
            assertThat(snapshot.getFirst().name()).isEqualTo("snap/operations/large");
        }
    }

    @Test
    void anOperationThatStopsMatchingIsRemovedAndOneThatStartsMatchingIsDelivered() {
        gateway.create("move", "x", n(1));
        gateway.create("move", "quiet", n(2));
        try (EventStream signalled = gateway.subscribe("move/operations?filter=metadata.n%3E10");
                EventStream swept = withoutSignals.subscribe("move/operations?filter=metadata.n%3E10")) {
            for (EventStream stream : List.of(signalled, swept)) {
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
            for (EventStream stream : List.of(signalled, swept)) {
                assertThat(changes(stream, 5)).containsExactly(11L, 12L, 0L, 13L, 0L);
            }
        }
    }

    @Test
    void anOperationThatCompletesIsRemovedFromAStreamOfRunningOperations() {
        gateway.create("run", "x", n(1));
        try (EventStream stream = withoutSignals.subscribe("run/operations?filter=done%3Dfalse")) {
            stream.until("synced");
            gateway.complete("run/operations/x", n(2));
            Event removed = stream.nextExceptBookmarks();
            assertThat(removed).isEqualTo(new Event("removed", "", "{\"name\":\"run/operations/x\"}"));
        }
    }

    @Test
    void aResumedStreamRemovesOperationsThatHaveStoppedMatching() {
        String filter = "resume/operations?filter=metadata.n%3E10";
        gateway.create("resume", "x", n(20));
        gateway.create("resume", "y", n(30));
        gateway.create("resume", "z", n(1));
        String id;
        try (EventStream stream = gateway.subscribe(filter)) {
            id = stream.until("synced").getLast().id();
        }
        gateway.update("resume/operations/x", n(2));
        gateway.update("resume/operations/z", n(2));
        gateway.update("resume/operations/y", n(31));
        gateway.update("resume/operations/z", n(40));
        try (EventStream stream = withoutSignals.subscribe(filter, id)) {
            assertThat(stream.until("bookmark").stream().filter(Event::isChange))
                    .extracting(Event::name, Event::number)
                    .containsExactlyInAnyOrder(
                            tuple("resume/operations/x", 0L),
                            tuple("resume/operations/y", 31L),
                            tuple("resume/operations/z", 40L));
        }
    }

    private static List<Long> changes(EventStream stream, int count) {
        return Stream.generate(stream::nextExceptBookmarks)
                .limit(count)
                .map(Event::number)
                .toList();
    }
}
