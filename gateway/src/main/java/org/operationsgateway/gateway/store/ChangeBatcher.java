package org.operationsgateway.gateway.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.revision.StoredOperation;
import reactor.core.publisher.Mono;

/**
 * A batcher of updates and completions, so that concurrent changes share statements.
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
 */
final class ChangeBatcher {

    private final ChangeExecutor executor;
    private final PendingChanges pending = new PendingChanges();

    ChangeBatcher(ChangeExecutor executor) {
        this.executor = executor;
    }

    /**
     * Makes a change. Fails as {@link ChangeExecutor#executeOne} does, or with RESOURCE_EXHAUSTED if too many changes
     * are pending. Cancelling the subscription does not stop the change.
     */
    Mono<StoredOperation> execute(OperationChange change) {
        return Mono.create(sink -> {
            pending.add(new PendingChange(change, sink));
            startBatches();
        });
    }

    private void startBatches() {
        for (List<PendingChange> batch = pending.nextBatch(); !batch.isEmpty(); batch = pending.nextBatch()) {
            start(batch);
        }
    }

    private void start(List<PendingChange> batch) {
        List<OperationChange> changes = new ArrayList<>(batch.size());
        batch.forEach(next -> changes.add(next.change()));
        executor.executeMany(changes)
                .subscribe(changed -> completed(batch, changed), failure -> failed(batch, failure));
    }

    private void completed(List<PendingChange> batch, Map<OperationName, StoredOperation> changed) {
        pending.batchEnded(batch, change -> changed.containsKey(change.change().name()));
        startBatches();
        for (PendingChange change : batch) {
            StoredOperation operation = changed.get(change.change().name());
            if (operation == null) {
                executeAlone(change);
            } else {
                change.sink().success(operation);
            }
        }
    }

    private void failed(List<PendingChange> batch, Throwable failure) {
        if (RollbackErrors.isCauseOf(failure)) {
            completed(batch, Map.of());
            return;
        }
        // The batch may be committed, so a retry might make its changes twice.
        pending.batchEnded(batch, change -> true);
        startBatches();
        batch.forEach(change -> change.sink().error(failure));
    }

    private void executeAlone(PendingChange change) {
        executor.executeOne(change.change())
                .doOnTerminate(() -> pending.remove(change))
                .subscribe(
                        operation -> {
                            startBatches();
                            change.sink().success(operation);
                        },
                        failure -> {
                            startBatches();
                            change.sink().error(failure);
                        });
    }
}
