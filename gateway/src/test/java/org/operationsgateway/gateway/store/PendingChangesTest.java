package org.operationsgateway.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.store.ChangeBatcher.Asked;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/** Whose turn it is. */
class PendingChangesTest {

    private final PendingChanges queue = new PendingChanges();

    private static Asked asked(String id) {
        return asked(id, 1);
    }

    private static Asked asked(String id, int size) {
        Any metadata = Any.parse("{\"@type\":\"t/T\",\"x\":\"" + "x".repeat(size) + "\"}");
        OperationName name = OperationName.parse("operations/" + id);
        OperationChange change =
                new OperationChange(name, metadata, State.RUNNING, null, null, operation -> operation.update(metadata));
        return new Asked(change, sink());
    }

    private static MonoSink<StoredOperation> sink() {
        MonoSink<?>[] sink = new MonoSink<?>[1];
        Mono.<StoredOperation>create(created -> sink[0] = created).subscribe();
        @SuppressWarnings("unchecked")
        MonoSink<StoredOperation> created = (MonoSink<StoredOperation>) sink[0];
        return created;
    }

    private List<Asked> enter(int count) {
        List<Asked> entered = IntStream.range(0, count)
                .mapToObj(number -> asked("n" + number))
                .toList();
        entered.forEach(queue::enter);
        return entered;
    }

    @Test
    void whoComesToAnIdleDatabaseGoesAtOnce() {
        Asked first = asked("a");
        queue.enter(first);
        assertThat(queue.take()).containsExactly(first);
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void thoseThatComeMeanwhileGoTogether() {
        queue.enter(asked("a"));
        List<Asked> first = queue.take();
        List<Asked> others = enter(50);
        assertThat(queue.take()).isEmpty();
        queue.done(first, asked -> true);
        assertThat(queue.take()).isEqualTo(others);
    }

    @Test
    void aFullBatchDoesNotWaitForTheOneBefore() {
        queue.enter(asked("a"));
        queue.take();
        enter(128);
        assertThat(queue.take()).hasSize(128);
        enter(127);
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void ofOneOperationOneIsUnderWayAndTheOthersFollowInOrder() {
        List<Asked> line = List.of(asked("a"), asked("a"), asked("a"));
        line.forEach(queue::enter);
        for (Asked expected : line) {
            List<Asked> taken = queue.take();
            assertThat(taken).containsExactly(expected);
            queue.done(taken, asked -> true);
        }
        assertThat(queue.take()).isEmpty();
    }

    @Test
    void whatABatchLeavesOutKeepsItsPlaceUntilItLeaves() {
        List<Asked> line = List.of(asked("a"), asked("a"));
        line.forEach(queue::enter);
        queue.done(queue.take(), asked -> false);
        assertThat(queue.take()).isEmpty();
        queue.leave(line.getFirst());
        assertThat(queue.take()).containsExactly(line.getLast());
    }

    @Test
    void aBatchOfLargeOnesIsSmall() {
        for (int i = 0; i < 10; i++) {
            queue.enter(asked("n" + i, 300_000));
        }
        assertThat(queue.take()).hasSize(4);
    }

    @Test
    void tooManyAreRefusedAndThereIsRoomAgainWhenSomeLeave() {
        List<Asked> entered = enter(1024);
        assertRefused(asked("more"));
        queue.leave(entered.getFirst());
        queue.enter(asked("more"));
        assertRefused(asked("evenMore"));
    }

    @Test
    void whoWaitsBehindOthersIsRefusedWhenTooManyBytesWaitAndNewcomersLater() {
        enterLarge(0, 34);
        assertRefused(asked("n0"));
        queue.enter(asked("other"));
        enterLarge(34, 68);
        assertRefused(asked("another"));
    }

    private void enterLarge(int from, int to) {
        IntStream.range(from, to).forEach(number -> queue.enter(asked("n" + number, 1_000_000)));
    }

    @Test
    void anOperationWithALongLineDoesNotKeepOthersOut() {
        for (int i = 0; i < 33; i++) {
            queue.enter(asked("flooded"));
        }
        assertRefused(asked("flooded"));
        queue.enter(asked("other"));
        queue.enter(asked("other"));
    }

    @Test
    void theMoreOperationsAreFloodedTheLessRoomHasEach() {
        enter(40);
        for (int round = 0; round < 3; round++) {
            enter(40);
        }
        assertRefused(asked("n0"));
        queue.enter(asked("other"));
    }

    @Test
    void manyFloodedOperationsTogetherDoNotKeepOthersOut() {
        enter(200);
        IntStream.range(0, 128).forEach(number -> queue.enter(asked("n" + number)));
        assertRefused(asked("n150"));
        queue.enter(asked("other"));
    }

    private void assertRefused(Asked asked) {
        assertThatThrownBy(() -> queue.enter(asked)).isInstanceOfSatisfying(StatusException.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.OVERLOADED);
            assertThat(refused.retryDelay()).isPresent();
        });
    }
}
