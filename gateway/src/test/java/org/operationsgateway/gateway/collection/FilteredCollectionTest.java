package org.operationsgateway.gateway.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.operationsgateway.gateway.collection.EventStream.Event;

/** Collection streams with a filter, on a replica with signals and on one without. */
@Timeout(120)
class FilteredCollectionTest {

    @RegisterExtension
    private static final ReplicaPair REPLICAS = ReplicaPair.withAndWithoutSignals();

    private static String n(int number) {
        return "{\"@type\":\"types.example.com/N\",\"n\":" + number + "}";
    }

    @Test
    void theSnapshotContainsMatchingOperationsOnly() {
        REPLICAS.first().create("snap", "small", n(1));
        REPLICAS.first().create("snap", "large", n(50));
        REPLICAS.first().create("snap", "done", n(70));
        REPLICAS.first().complete("snap/operations/done", n(70));
        try (EventStream stream =
                REPLICAS.first().subscribe("snap/operations?filter=metadata.n%3E10%20AND%20done%3Dfalse")) {
            List<Event> snapshot = stream.until("synced");
            assertThat(snapshot).hasSize(2);
            assertThat(snapshot.getFirst().name()).isEqualTo("snap/operations/large");
        }
    }

    @Test
    void anOperationThatStopsMatchingIsRemovedAndOneThatStartsMatchingIsDelivered() {
        REPLICAS.first().create("move", "x", n(1));
        REPLICAS.first().create("move", "quiet", n(2));
        try (EventStream signalled = REPLICAS.first().subscribe("move/operations?filter=metadata.n%3E10");
                EventStream swept = REPLICAS.second().subscribe("move/operations?filter=metadata.n%3E10")) {
            for (EventStream stream : List.of(signalled, swept)) {
                assertThat(stream.until("synced")).hasSize(1);
            }
            REPLICAS.first().update("move/operations/quiet", n(3));
            REPLICAS.first().update("move/operations/x", n(11));
            REPLICAS.first().update("move/operations/x", n(12));
            REPLICAS.first().update("move/operations/x", n(5));
            REPLICAS.first().update("move/operations/x", n(6));
            REPLICAS.first().update("move/operations/x", n(13));
            REPLICAS.first().delete("move/operations/quiet");
            REPLICAS.first().delete("move/operations/x");
            for (EventStream stream : List.of(signalled, swept)) {
                assertThat(changes(stream, 5)).containsExactly(11L, 12L, 0L, 13L, 0L);
            }
        }
    }

    @Test
    void anOperationThatCompletesIsRemovedFromAStreamOfRunningOperations() {
        REPLICAS.first().create("run", "x", n(1));
        try (EventStream stream = REPLICAS.second().subscribe("run/operations?filter=done%3Dfalse")) {
            stream.until("synced");
            REPLICAS.first().complete("run/operations/x", n(2));
            Event removed = stream.nextExceptBookmarks();
            assertThat(removed).isEqualTo(new Event("removed", "", "{\"name\":\"run/operations/x\"}"));
        }
    }

    @Test
    void aResumedStreamRemovesOperationsThatHaveStoppedMatching() {
        String filter = "resume/operations?filter=metadata.n%3E10";
        REPLICAS.first().create("resume", "x", n(20));
        REPLICAS.first().create("resume", "y", n(30));
        REPLICAS.first().create("resume", "z", n(1));
        String id;
        try (EventStream stream = REPLICAS.first().subscribe(filter)) {
            id = stream.until("synced").getLast().id();
        }
        REPLICAS.first().update("resume/operations/x", n(2));
        REPLICAS.first().update("resume/operations/z", n(2));
        REPLICAS.first().update("resume/operations/y", n(31));
        REPLICAS.first().update("resume/operations/z", n(40));
        try (EventStream stream = REPLICAS.second().subscribe(filter, id)) {
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
