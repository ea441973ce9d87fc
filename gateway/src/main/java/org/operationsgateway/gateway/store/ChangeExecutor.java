package org.operationsgateway.gateway.store;

import java.util.List;
import java.util.Map;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.revision.CommitListeners;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The execution of changes of running operations: it runs the statements and notifies the commit listeners. */
final class ChangeExecutor {

    private final ChangeStatements statements;
    private final UnappliedChanges unapplied;
    private final CommitListeners listeners;

    ChangeExecutor(DatabaseClient database, UnappliedChanges unapplied, CommitListeners listeners) {
        this.statements = new ChangeStatements(database);
        this.unapplied = unapplied;
        this.listeners = listeners;
    }

    /**
     * Makes one change; the statement waits for row locks. Fails with the reason if the operation does not allow it.
     */
    Mono<StoredOperation> executeOne(OperationChange change) {
        return statements
                .executeOne(change)
                .doOnNext(changed -> listeners.committed(changed.change()))
                .switchIfEmpty(Mono.defer(() -> unapplied.resolve(change)));
    }

    /**
     * Makes changes of different operations in one transaction. Omits from the result the changes of operations that
     * are locked or do not allow the change. If it fails, all changes or none are committed.
     */
    Mono<Map<OperationName, StoredOperation>> executeMany(List<OperationChange> changes) {
        return statements
                .executeMany(changes)
                .doOnNext(changed -> changed.values().forEach(operation -> listeners.committed(operation.change())));
    }
}
