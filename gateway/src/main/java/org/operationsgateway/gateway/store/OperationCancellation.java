package org.operationsgateway.gateway.store;

import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Cancellation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.core.wire.FailureJson;
import org.operationsgateway.gateway.revision.ChangeKind;
import org.operationsgateway.gateway.revision.CommitListeners;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The cancellation of operations, according to the mode of each operation. Thread-safe. */
final class OperationCancellation {

    /** Ends an operation with immediate cancellation; records the request, once, for a cooperative one. */
    private static final String CANCEL = ChangeSql.of(
            "case when done then %d else %d end"
                    .formatted(ChangeKind.CHANGED.number(), ChangeKind.CANCEL_REQUESTED.number()),
            """
            update operation
            set revision = revision + 1, done = (cancellation = 'IMMEDIATE'), cancel_requested = true,
                error = case when cancellation = 'IMMEDIATE' then $2::json end,
                error_code = case when cancellation = 'IMMEDIATE' then $3 end,
                lease_expire_time = case when cancellation <> 'IMMEDIATE' then lease_expire_time end,
                xid = pg_current_xact_id(), %s
            where name = $1 and not done
                and (cancellation = 'IMMEDIATE' or (cancellation = 'COOPERATIVE' and not cancel_requested))
            """.formatted(ChangeSql.times("cancellation = 'IMMEDIATE'")));

    private static final String CANCELLED = FailureJson.write(Outcome.CANCELLED);

    private final DatabaseClient database;
    private final OperationReader reader;
    private final CommitListeners listeners;

    OperationCancellation(DatabaseClient database, OperationReader reader, CommitListeners listeners) {
        this.database = database;
        this.reader = reader;
        this.listeners = listeners;
    }

    Mono<StoredOperation> cancel(OperationName name) {
        return database.sql(CANCEL)
                .bind(0, name.toString())
                .bind(1, CANCELLED)
                .bind(2, Code.CANCELLED.number())
                .map(RowMapper::snapshot)
                .one()
                .doOnNext(changed -> listeners.committed(changed.latest()))
                .switchIfEmpty(Mono.defer(() -> unchanged(name)));
    }

    private Mono<StoredOperation> unchanged(OperationName name) {
        return reader.current(name).flatMap(current -> {
            boolean unsupported = current.cancellation() == Cancellation.UNSUPPORTED
                    && !current.operation().done();
            return unsupported ? Mono.error(notSupported(name)) : Mono.just(current);
        });
    }

    private static StatusException notSupported(OperationName name) {
        return StatusException.of(Reason.NOT_SUPPORTED, "The operation " + name + " can't be cancelled.");
    }
}
