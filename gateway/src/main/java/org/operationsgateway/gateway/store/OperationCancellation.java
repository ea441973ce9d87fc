package org.operationsgateway.gateway.store;

import static io.r2dbc.postgresql.codec.PostgresqlObjectId.UUID_ARRAY;

import io.r2dbc.spi.Parameter;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import org.operationsgateway.gateway.store.batch.BatchedChange;
import org.operationsgateway.gateway.store.batch.CachedStatement;
import org.operationsgateway.gateway.store.batch.ChangeExecutor;
import org.operationsgateway.gateway.tracing.TraceId;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The cancellation of operations, alone or in a batch, according to the mode of each operation. Thread-safe. */
final class OperationCancellation implements ChangeExecutor<OperationCancellation.Request, StoredOperation> {

    /** The condition that a cancellation changes the operation: its mode, and that it is not requested yet. */
    private static final String CAN_CHANGE =
            "not done and (cancellation = 'IMMEDIATE' or (cancellation = 'COOPERATIVE' and not cancel_requested))";

    private static final String ONE = sql("$4::uuid", "", "name = $1 and " + CAN_CHANGE);

    /** Skips locked rows, so a batch waits for no other transaction and cannot deadlock. */
    private static final String MANY = sql("new_trace", """
            from (
                select life as new_life, new_trace
                from unnest($1::text[], $4::uuid[]) as new (new_name, new_trace) join operation on name = new_name
                where %s
                for no key update of operation skip locked
            ) as new
            """.formatted(CAN_CHANGE), "life = new_life");

    private static final String CANCELLED = FailureJson.write(Outcome.CANCELLED);

    private final DatabaseClient database;
    private final CachedStatement many;
    private final StatementAdmission admission;
    private final OperationReader reader;
    private final CommitListeners listeners;

    /**
     * A requested cancellation. Immutable.
     *
     * @param trace the trace of the request; null for none
     */
    record Request(OperationName name, @Nullable TraceId trace) implements BatchedChange {}

    OperationCancellation(
            DatabaseClient database, StatementAdmission admission, OperationReader reader, CommitListeners listeners) {
        this.database = database;
        this.many = new CachedStatement(database.getConnectionFactory(), MANY);
        this.admission = admission;
        this.reader = reader;
        this.listeners = listeners;
    }

    /**
     * Returns a statement that ends operations with immediate cancellation, and records the request for the others.
     *
     * @param trace an expression for the trace id
     * @param from a clause with the requests, or an empty text
     */
    private static String sql(String trace, String from, String condition) {
        return ChangeSql.of(
                "case when done then %d else %d end"
                        .formatted(ChangeKind.CHANGED.number(), ChangeKind.CANCEL_REQUESTED.number()),
                """
                update operation
                set revision = revision + 1, done = (cancellation = 'IMMEDIATE'), cancel_requested = true,
                    error = case when cancellation = 'IMMEDIATE' then $2::json end,
                    error_code = case when cancellation = 'IMMEDIATE' then $3 end,
                    lease_expire_time = case when cancellation <> 'IMMEDIATE' then lease_expire_time end,
                    xid = pg_current_xact_id(), %s, %s
                %s
                where %s
                """.formatted(ChangeSql.times("cancellation = 'IMMEDIATE'"), ChangeSql.trace(trace), from, condition));
    }

    @Override
    public Mono<StoredOperation> executeOne(Request request) {
        OperationName name = request.name();
        Mono<StoredOperation> cancelled = database.sql(ONE)
                .bind(0, name.toString())
                .bind(1, CANCELLED)
                .bind(2, Code.CANCELLED.number())
                .bind(3, ColumnValues.uuid(ColumnValues.traceId(request.trace())))
                .map(RowMapper::snapshot)
                .one()
                .doOnNext(changed -> listeners.committed(changed.latest()))
                .switchIfEmpty(Mono.defer(() -> unchanged(name)));
        return admission.execute(StatementAdmission.Kind.CANCELLATION, name, cancelled);
    }

    @Override
    public Mono<Map<OperationName, StoredOperation>> executeMany(List<Request> requests) {
        BatchColumns<Request> batch = new BatchColumns<>(requests);
        List<Parameter> values = List.of(
                batch.texts(request -> request.name().toString()),
                ColumnValues.text(CANCELLED),
                ColumnValues.integer(Code.CANCELLED.number()),
                batch.column(UUID_ARRAY, UUID[]::new, request -> ColumnValues.traceId(request.trace())));
        return many.run(values, RowMapper::snapshot)
                // Rows may arrive before the commit; the completion signal does not, so all rows are collected first.
                .collectMap(changed -> changed.operation().name())
                .doOnNext(changed -> changed.values().forEach(operation -> listeners.committed(operation.latest())));
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
