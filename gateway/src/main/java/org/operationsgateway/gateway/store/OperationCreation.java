package org.operationsgateway.gateway.store;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.ResourceInfo;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.revision.ChangeKind;
import org.operationsgateway.gateway.revision.CommitListeners;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/** The creation of operations, idempotent by request fingerprint. */
final class OperationCreation {

    private static final String CREATE = ChangeSql.of(ChangeKind.CHANGED, """
            insert into operation
                (name, parent, done, metadata, response, error, cancellation, metadata_type, error_code,
                request_id, request_hash, lease, lease_expire_time, deadline, ttl, expire_time,
                create_time, update_time, end_time, xid)
            select $1, $2, $3, $4::json, $5::json, $6::json, $7, $8, $9, $10, $11,
                lease, now + lease, now + timeout, ttl,
                case when $3 then now + ttl end, now, now, case when $3 then now end, pg_current_xact_id()
            from clock_timestamp() as now,
                -- An operation that is created done has no lease and no deadline.
                make_interval(secs => case when not $3 then $12 end) as lease,
                make_interval(secs => case when not $3 then $13 end) as timeout,
                make_interval(secs => $14) as ttl
            on conflict do nothing
            """);

    private static final String BY_REQUEST_ID = "select request_hash, " + RowMapper.SNAPSHOT_COLUMNS
            + " from operation where parent = $1 and request_id = $2";

    private final DatabaseClient database;
    private final CommitListeners listeners;

    OperationCreation(DatabaseClient database, CommitListeners listeners) {
        this.database = database;
        this.listeners = listeners;
    }

    Mono<StoredOperation> create(Operation operation, CreateOptions options, @Nullable RequestFingerprint request) {
        return bindRequest(bindOptions(bindOperation(operation), options), request)
                .map((Readable row) -> RowMapper.snapshot(row))
                .one()
                .doOnNext(created -> listeners.committed(created.change()))
                .switchIfEmpty(Mono.defer(() -> existing(operation.name(), request)));
    }

    private GenericExecuteSpec bindOperation(Operation operation) {
        return database.sql(CREATE)
                .bind(0, operation.name().toString())
                .bind(1, operation.name().parent().path())
                .bind(2, operation.done())
                .bind(3, ColumnValues.text(ColumnValues.json(operation.metadata())))
                .bind(4, ColumnValues.text(ColumnValues.response(operation.state())))
                .bind(5, ColumnValues.text(ColumnValues.error(operation.state())))
                .bind(7, ColumnValues.text(ColumnValues.type(operation.metadata())))
                .bind(8, ColumnValues.integer(ColumnValues.errorCode(operation.state())));
    }

    private static GenericExecuteSpec bindOptions(GenericExecuteSpec statement, CreateOptions options) {
        return statement
                .bind(6, options.cancellation().name())
                .bind(11, ColumnValues.interval(options.lease()))
                .bind(12, ColumnValues.interval(options.timeout()))
                .bind(13, ColumnValues.interval(options.ttl()));
    }

    private static GenericExecuteSpec bindRequest(GenericExecuteSpec statement, @Nullable RequestFingerprint request) {
        return statement
                .bind(9, ColumnValues.text(request == null ? null : request.id()))
                .bind(10, ColumnValues.bytes(request == null ? null : request.hash()));
    }

    private Mono<StoredOperation> existing(OperationName name, @Nullable RequestFingerprint request) {
        Mono<StoredOperation> nameExists = Mono.error(() -> alreadyExists(name));
        return request == null ? nameExists : createdBy(request, name).switchIfEmpty(nameExists);
    }

    private Mono<StoredOperation> createdBy(RequestFingerprint request, OperationName name) {
        return database.sql(BY_REQUEST_ID)
                .bind(0, name.parent().path())
                .bind(1, request.id())
                .map(row -> {
                    request.requireSame(Objects.requireNonNull(row.get("request_hash", byte[].class)));
                    return RowMapper.snapshot(row);
                })
                .one();
    }

    private static StatusException alreadyExists(OperationName name) {
        String message = "The operation " + name + " already exists.";
        return StatusException.of(
                Reason.OPERATION_ALREADY_EXISTS, message, ResourceInfo.operation(name.toString(), message));
    }
}
