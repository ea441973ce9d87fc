package org.operationsgateway.gateway.store;

import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.gateway.admission.AdmissionQueue;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import reactor.core.publisher.Mono;

/**
 * The limit of changes that are statements of their own. It leaves half of the connections to batches and reads.
 * Thread-safe.
 */
final class StatementAdmission {

    /** The kinds of changes that can be statements of their own. */
    enum Kind {
        CREATION,
        RENEWAL,
        CANCELLATION,
        DELETION
    }

    /** The key of a share of the pending statements: so a flood of creations does not shut out heartbeats. */
    private record Share(Parent parent, Kind kind) {}

    private final AdmissionQueue<Share> statements;

    StatementAdmission(R2dbcProperties.Pool connections) {
        this.statements = new AdmissionQueue<>(Math.max(1, connections.getMaxSize() / 2));
    }

    /** Executes a statement in the turn of its parent; fails with RESOURCE_EXHAUSTED if too many are pending. */
    <T> Mono<T> execute(Kind kind, OperationName name, Mono<T> statement) {
        return statements.execute(new Share(name.parent(), kind), statement);
    }
}
