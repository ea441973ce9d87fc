package org.operationsgateway.gateway.store.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.operationsgateway.core.name.OperationName;
import reactor.core.publisher.Mono;

/**
 * A batcher of the changes of one kind, so that concurrent changes share statements.
 *
 * <p>A change that is requested while no batch is running starts a batch immediately, so batching adds no latency to an
 * idle system. Changes requested while a batch is running are queued for the next batch. The changes of one operation
 * are made in order, each after the previous one has completed.
 *
 * <p>A batch never rejects a change. Changes that it omits, because the operation is locked or does not allow the
 * change, are made one by one; so are all changes of a batch that is rolled back. So changes do not depend on the
 * others in their batch.
 *
 * <p>Thread-safe.
 *
 * @param <C> the type of the changes
 * @param <R> the type of the result of a change
 */
public final class ChangeBatcher<C extends BatchedChange, R> {

    private final ChangeExecutor<C, R> executor;
    private final PendingChanges<C, R> pending = new PendingChanges<>();

    /** Creates a batcher without pending changes. */
    public ChangeBatcher(ChangeExecutor<C, R> executor) {
        this.executor = executor;
    }

    /**
     * Makes a change. Fails as {@link ChangeExecutor#executeOne} does, or with RESOURCE_EXHAUSTED if too many changes
     * are pending. Cancelling the subscription does not stop the change.
     */
    public Mono<R> execute(C change) {
        return Mono.create(sink -> {
            pending.add(new PendingChange<>(change, sink));
            startBatches();
        });
    }

    private void startBatches() {
        for (List<PendingChange<C, R>> batch = pending.nextBatch(); !batch.isEmpty(); batch = pending.nextBatch()) {
            start(batch);
        }
    }

    private void start(List<PendingChange<C, R>> batch) {
        List<C> changes = new ArrayList<>(batch.size());
        batch.forEach(next -> changes.add(next.change()));
        executor.executeMany(changes)
                .subscribe(changed -> completed(batch, changed), failure -> failed(batch, failure));
    }

    private void completed(List<PendingChange<C, R>> batch, Map<OperationName, R> changed) {
        pending.batchEnded(batch, change -> changed.containsKey(change.change().name()));
        startBatches();
        for (PendingChange<C, R> change : batch) {
            R result = changed.get(change.change().name());
            if (result == null) {
                executeAlone(change);
            } else {
                change.sink().success(result);
            }
        }
    }

    private void failed(List<PendingChange<C, R>> batch, Throwable failure) {
        if (RollbackErrors.isCauseOf(failure)) {
            completed(batch, Map.of());
            return;
        }
        // The batch may be committed, so a retry might make its changes twice.
        pending.batchEnded(batch, change -> true);
        startBatches();
        batch.forEach(change -> change.sink().error(failure));
    }

    private void executeAlone(PendingChange<C, R> change) {
        executor.executeOne(change.change())
                .doOnTerminate(() -> pending.remove(change))
                .subscribe(
                        result -> {
                            startBatches();
                            change.sink().success(result);
                        },
                        failure -> {
                            startBatches();
                            change.sink().error(failure);
                        });
    }
}
