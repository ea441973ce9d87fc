package org.operationsgateway.gateway.store;

import java.util.List;
import java.util.Map;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.revision.CommitListeners;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.store.batch.ChangeExecutor;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The execution of updates and completions: it runs the statements and notifies the commit listeners. Thread-safe. */
final class UpdateExecutor implements ChangeExecutor<OperationChange, StoredOperation> {

    private final ChangeStatements statements;
    private final UnappliedChanges unapplied;
    private final CommitListeners listeners;

    UpdateExecutor(DatabaseClient database, UnappliedChanges unapplied, CommitListeners listeners) {
        this.statements = new ChangeStatements(database);
        this.unapplied = unapplied;
        this.listeners = listeners;
    }

    @Override
    public Mono<StoredOperation> executeOne(OperationChange change) {
        return statements
                .executeOne(change)
                .doOnNext(changed -> listeners.committed(changed.change()))
                .switchIfEmpty(Mono.defer(() -> unapplied.resolve(change)));
    }

    @Override
    public Mono<Map<OperationName, StoredOperation>> executeMany(List<OperationChange> changes) {
        return statements
                .executeMany(changes)
                .doOnNext(changed -> changed.values().forEach(operation -> listeners.committed(operation.change())));
    }
}
