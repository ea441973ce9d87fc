package org.operationsgateway.gateway.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.revision.StoredOperation;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Makes many changes with few statements.
 *
 * <p>A change that comes while no batch is under way begins one at once, so an idle system is not slowed down. Those that
 * come meanwhile gather for the next, which is the larger the busier the database is. The changes of one operation are
 * made in the order in which they came, each once the one before is made or refused.
 *
 * <p>A batch is a shortcut and never the last word: what it leaves out, because the operation is locked or does not allow
 * the change, and all of it if the statement is rolled back, is done one by one. So nobody is hurt by who happens to be in
 * the same batch.
 *
 * <p>Thread-safe.
 */
final class ChangeBatcher {

    /** A change that somebody waits for. */
    record Asked(OperationChange change, MonoSink<StoredOperation> answer) {}

    private final Function<List<OperationChange>, Mono<Map<OperationName, StoredOperation>>> batch;
    private final Function<OperationChange, Mono<StoredOperation>> single;
    private final PendingChanges queue = new PendingChanges();

    /**
     * Gathers changes.
     *
     * @param batch makes some of many changes, all of them committed when it says so, or none if it fails
     * @param single makes one change, or fails for good
     */
    ChangeBatcher(
            Function<List<OperationChange>, Mono<Map<OperationName, StoredOperation>>> batch,
            Function<OperationChange, Mono<StoredOperation>> single) {
        this.batch = batch;
        this.single = single;
    }

    /**
     * Makes a change. Fails as the single statement does, or with RESOURCE_EXHAUSTED if too many wait. To cancel it does not
     * stop it.
     */
    Mono<StoredOperation> make(OperationChange change) {
        return Mono.create(answer -> {
            queue.enter(new Asked(change, answer));
            runWhilePossible();
        });
    }

    private void runWhilePossible() {
        for (List<Asked> next = queue.take(); !next.isEmpty(); next = queue.take()) {
            run(next);
        }
    }

    private void run(List<Asked> taken) {
        List<OperationChange> changes = new ArrayList<>(taken.size());
        taken.forEach(asked -> changes.add(asked.change()));
        batch.apply(changes).subscribe(made -> made(taken, made), failure -> failed(taken, failure));
    }

    private void made(List<Asked> taken, Map<OperationName, StoredOperation> made) {
        queue.done(taken, asked -> made.containsKey(asked.change().name()));
        runWhilePossible();
        for (Asked asked : taken) {
            StoredOperation snapshot = made.get(asked.change().name());
            if (snapshot == null) {
                alone(asked);
            } else {
                asked.answer().success(snapshot);
            }
        }
    }

    private void failed(List<Asked> taken, Throwable failure) {
        if (RollbackErrors.isCauseOf(failure)) {
            made(taken, Map.of());
            return;
        }
        // It may be committed: to make it again might make it twice.
        queue.done(taken, asked -> true);
        runWhilePossible();
        taken.forEach(asked -> asked.answer().error(failure));
    }

    private void alone(Asked asked) {
        single.apply(asked.change())
                .doOnTerminate(() -> queue.leave(asked))
                .subscribe(
                        snapshot -> {
                            runWhilePossible();
                            asked.answer().success(snapshot);
                        },
                        failure -> {
                            runWhilePossible();
                            asked.answer().error(failure);
                        });
    }
}
