package org.operationsgateway.gateway.store.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** The order of pending changes, and the limits of the queue. */
class PendingChangesTest {

    /** A change without payloads that has a size. */
    private record Change(OperationName name, int chars) implements BatchedChange {}

    private final PendingChanges<Change, String> pending = new PendingChanges<>();

    private static PendingChange<Change, String> change(String id) {
        return change(id, 1);
    }

    private static PendingChange<Change, String> change(String id, int size) {
        OperationName name = OperationName.parse(id.contains("/") ? id : "operations/" + id);
        return new PendingChange<>(new Change(name, size), sink());
    }

    private static MonoSink<String> sink() {
        MonoSink<?>[] sink = new MonoSink<?>[1];
        Mono.<String>create(created -> sink[0] = created).subscribe();
        @SuppressWarnings("unchecked")
        MonoSink<String> created = (MonoSink<String>) sink[0];
        return created;
    }

    private List<PendingChange<Change, String>> addChanges(int count) {
        List<PendingChange<Change, String>> added = IntStream.range(0, count)
                .mapToObj(number -> change("n" + number))
                .toList();
        added.forEach(pending::add);
        return added;
    }

    @Test
    void aChangeInAnIdleSystemStartsABatch() {
        PendingChange<Change, String> first = change("a");
        pending.add(first);
        assertThat(pending.nextBatch()).containsExactly(first);
        assertThat(pending.nextBatch()).isEmpty();
    }

    @Test
    void changesAddedDuringABatchFormTheNextOne() {
        pending.add(change("a"));
        List<PendingChange<Change, String>> first = pending.nextBatch();
        List<PendingChange<Change, String>> next = addChanges(50);
        assertThat(pending.nextBatch()).isEmpty();
        pending.batchEnded(first, change -> true);
        assertThat(pending.nextBatch()).isEqualTo(next);
    }

    @Test
    void aFullBatchDoesNotWaitForThePreviousOne() {
        pending.add(change("a"));
        pending.nextBatch();
        addChanges(128);
        assertThat(pending.nextBatch()).hasSize(128);
        addChanges(127);
        assertThat(pending.nextBatch()).isEmpty();
    }

    @Test
    void theChangesOfOneOperationAreMadeOneByOneInOrder() {
        List<PendingChange<Change, String>> line = List.of(change("a"), change("a"), change("a"));
        line.forEach(pending::add);
        for (PendingChange<Change, String> expected : line) {
            List<PendingChange<Change, String>> batch = pending.nextBatch();
            assertThat(batch).containsExactly(expected);
            pending.batchEnded(batch, change -> true);
        }
        assertThat(pending.nextBatch()).isEmpty();
    }

    @Test
    void aChangeOmittedByItsBatchStaysTheHeadUntilItIsRemoved() {
        List<PendingChange<Change, String>> line = List.of(change("a"), change("a"));
        line.forEach(pending::add);
        pending.batchEnded(pending.nextBatch(), change -> false);
        assertThat(pending.nextBatch()).isEmpty();
        pending.remove(line.getFirst());
        assertThat(pending.nextBatch()).containsExactly(line.getLast());
    }

    @Test
    void aBatchOfLargeChangesIsSmall() {
        for (int i = 0; i < 10; i++) {
            pending.add(change("n" + i, 300_000));
        }
        assertThat(pending.nextBatch()).hasSize(4);
    }

    @Test
    void changesBeyondTheLimitAreRejectedUntilSomeAreRemoved() {
        List<PendingChange<Change, String>> added = addChanges(1024);
        assertRejected(change("more"));
        pending.remove(added.getFirst());
        pending.add(change("more"));
        assertRejected(change("evenMore"));
    }

    @Test
    void theLimitOfBytesAppliesToFollowersBeforeHeads() {
        addLargeChanges(0, 34);
        pending.add(change("n0"));
        assertRejected(change("n0"));
        pending.add(change("other"));
        addLargeChanges(34, 68);
        assertRejected(change("another"));
        assertRejected(change("n1"));
    }

    private void addLargeChanges(int from, int to) {
        IntStream.range(from, to).forEach(number -> pending.add(change("n" + number, 1_000_000)));
    }

    @Test
    void anOperationWithManyChangesDoesNotCrowdOutOthers() {
        for (int i = 0; i < 33; i++) {
            pending.add(change("flooded"));
        }
        assertRejected(change("flooded"));
        pending.add(change("other"));
        pending.add(change("other"));
    }

    @Test
    void theLimitOfFollowersIsDividedByTheNumberOfOperations() {
        addChanges(40);
        for (int round = 0; round < 3; round++) {
            addChanges(40);
        }
        assertRejected(change("n0"));
        pending.add(change("other"));
    }

    @Test
    void eachOperationHasRoomForOneFollowerWhateverTheOthersHave() {
        for (int round = 0; round < 40; round++) {
            for (String flooded : List.of("a", "b", "c", "d")) {
                addIfAccepted(change(flooded));
            }
        }
        addChanges(1000);
        addChanges(1000);
        assertRejected(change("n0"));
    }

    private void addIfAccepted(PendingChange<Change, String> change) {
        try {
            pending.add(change);
        } catch (StatusException rejected) {
            assertThat(rejected.reason()).isEqualTo(Reason.OVERLOADED);
        }
    }

    @Test
    void aFollowerThatBecomesTheHeadMakesRoomForOthers() {
        List<PendingChange<Change, String>> line = List.of(change("a"), change("a"), change("a"));
        addChanges(60);
        line.forEach(pending::add);
        assertRejected(change("a"));
        pending.remove(line.getFirst());
        pending.add(change("a"));
        assertRejected(change("a"));
    }

    @Test
    void aParentWithManyOperationsDoesNotCrowdOutOtherParents() {
        addChanges(1024);
        assertRejected(change("more"));
        IntStream.range(0, 100).forEach(number -> pending.add(change("tenants/b/operations/n" + number)));
        assertRejected(change("more"));
        pending.add(change("tenants/c/operations/a"));
    }

    @Test
    void twoParentsWithManyOperationsLeaveRoomForAThird() {
        for (int number = 0; number < 2000; number++) {
            addIfAccepted(change("tenants/a/operations/n" + number));
            addIfAccepted(change("tenants/b/operations/n" + number));
        }
        IntStream.range(0, 80).forEach(number -> pending.add(change("tenants/c/operations/n" + number)));
    }

    @Test
    void aParentWithLargeChangesDoesNotCrowdOutOtherParents() {
        addLargeChanges(0, 68);
        assertRejected(change("another"));
        pending.add(change("tenants/b/operations/a", 1_000_000));
    }

    @Test
    void aBatchTakesFromTheParentsInTurn() {
        pending.add(change("first"));
        List<PendingChange<Change, String>> running = pending.nextBatch();
        addChanges(127);
        PendingChange<Change, String> other = change("tenants/b/operations/a");
        PendingChange<Change, String> second = change("tenants/b/operations/b");
        pending.add(other);
        pending.add(second);
        List<PendingChange<Change, String>> batch = pending.nextBatch();
        assertThat(batch).hasSize(128).contains(other, second);
        assertThat(batch.indexOf(other)).isLessThan(3);
        assertThat(batch.indexOf(second)).isLessThan(5);
        pending.batchEnded(running, change -> true);
        pending.batchEnded(batch, change -> true);
        assertThat(pending.nextBatch()).hasSize(1);
    }

    private void assertRejected(PendingChange<Change, String> change) {
        assertThatThrownBy(() -> pending.add(change)).isInstanceOfSatisfying(StatusException.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.OVERLOADED);
            assertThat(rejected.retryDelay()).isPresent();
        });
    }
}
