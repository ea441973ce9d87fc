package org.operationsgateway.gateway.store;

import static io.r2dbc.postgresql.codec.PostgresqlObjectId.BOOL_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.INT4_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.UUID_ARRAY;
import static java.util.stream.Collectors.toMap;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Readable;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.ResourceInfo;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.revision.ChangeKind;
import org.operationsgateway.gateway.revision.CommitListeners;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.store.batch.CachedStatement;
import org.operationsgateway.gateway.store.batch.ChangeExecutor;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/**
 * The creation of operations, alone or in a batch, idempotent by request fingerprint. A batch leaves out the operations
 * that exist. Thread-safe.
 */
final class OperationCreation implements ChangeExecutor<Creation, StoredOperation> {

    private static final String COLUMNS = """
            (name, parent, done, metadata, response, error, cancellation, metadata_type, error_code,
            request_id, request_hash, lease, lease_expire_time, deadline, ttl, expire_time,
            create_time, update_time, end_time, xid, creator, trace_id, trace_revision)
            """;

    private static final String ONE = ChangeSql.of(ChangeKind.CHANGED, """
            insert into operation %s
            select $1, $2, $3, $4::json, $5::json, $6::json, $7, $8, $9, $10, $11,
                lease, now + lease, now + timeout, ttl,
                case when $3 then now + ttl end, now, now, case when $3 then now end, pg_current_xact_id(), $15,
                $16::uuid, case when $16::uuid is not null then 1 end
            from clock_timestamp() as now,
                -- An operation that is created done has no lease and no deadline.
                make_interval(secs => case when not $3 then $12 end) as lease,
                make_interval(secs => case when not $3 then $13 end) as timeout,
                make_interval(secs => $14) as ttl
            on conflict do nothing
            """.formatted(COLUMNS));

    /** Inserts in the order of names, so that two batches with the same names do not wait for each other. */
    private static final String MANY = """
            with changed as (
                insert into operation %s
                select new_name, new_parent, new_done, new_metadata::json, new_response::json, new_error::json,
                    new_cancellation, new_type, new_code, new_request_id, decode(new_request_hash, 'hex'),
                    lease, now + lease, now + timeout, ttl,
                    case when new_done then now + ttl end, now, now, case when new_done then now end,
                    pg_current_xact_id(), new_creator, new_trace, case when new_trace is not null then 1 end
                from clock_timestamp() as now,
                    unnest($1::text[], $2::text[], $3::boolean[], $4::text[], $5::text[], $6::text[], $7::text[],
                            $8::text[], $9::integer[], $10::text[], $11::text[], $12::float8[], $13::float8[],
                            $14::float8[], $15::uuid[], $16::uuid[])
                        as new (new_name, new_parent, new_done, new_metadata, new_response, new_error,
                            new_cancellation, new_type, new_code, new_request_id, new_request_hash, new_lease,
                            new_timeout, new_ttl, new_creator, new_trace),
                    make_interval(secs => case when not new_done then new_lease end) as lease,
                    make_interval(secs => case when not new_done then new_timeout end) as timeout,
                    make_interval(secs => new_ttl) as ttl
                where new_name is not null
                order by new_name
                on conflict do nothing
                returning *
            ), logged as (%s)
            select life, name, revision, cancellation, cancel_requested, create_time, update_time, lease_expire_time,
                expire_time
            from changed
            """.formatted(COLUMNS, ChangeSql.entries(ChangeKind.CHANGED));

    private static final String BY_REQUEST_ID = "select request_hash, " + RowMapper.SNAPSHOT_COLUMNS
            + " from operation where parent = $1 and request_id = $2";

    private final DatabaseClient database;
    private final CachedStatement many;
    private final StatementAdmission admission;
    private final CommitListeners listeners;

    OperationCreation(DatabaseClient database, StatementAdmission admission, CommitListeners listeners) {
        this.database = database;
        this.many = new CachedStatement(database.getConnectionFactory(), MANY);
        this.admission = admission;
        this.listeners = listeners;
    }

    @Override
    public Mono<StoredOperation> executeOne(Creation creation) {
        OperationName name = creation.name();
        RequestFingerprint request = creation.request();
        Mono<StoredOperation> created = bindRequest(
                        bindOptions(bindOperation(creation.operation()), creation.options()), request)
                .bind(15, ColumnValues.uuid(ColumnValues.traceId(creation.trace())))
                .map((Readable row) -> RowMapper.snapshot(row))
                .one()
                .doOnNext(inserted -> listeners.committed(inserted.change()))
                .switchIfEmpty(Mono.defer(() -> existing(name, request)));
        return admission.execute(StatementAdmission.Kind.CREATION, name, created);
    }

    @Override
    public Mono<Map<OperationName, StoredOperation>> executeMany(List<Creation> creations) {
        Map<OperationName, Creation> requested =
                creations.stream().collect(toMap(Creation::name, creation -> creation));
        return many.run(columns(new BatchColumns<>(creations)), row -> RowMapper.created(row, requested))
                // Rows may arrive before the commit; the completion signal does not, so all rows are collected first.
                .collectMap(created -> created.operation().name())
                .doOnNext(created -> created.values().forEach(inserted -> listeners.committed(inserted.change())));
    }

    private static List<Parameter> columns(BatchColumns<Creation> batch) {
        return List.of(
                batch.texts(creation -> creation.name().toString()),
                batch.texts(creation -> creation.name().parent().path()),
                batch.column(
                        BOOL_ARRAY,
                        Boolean[]::new,
                        creation -> creation.operation().done()),
                batch.texts(creation -> ColumnValues.json(creation.operation().metadata())),
                batch.texts(
                        creation -> ColumnValues.response(creation.operation().state())),
                batch.texts(creation -> ColumnValues.error(creation.operation().state())),
                batch.texts(creation -> creation.options().cancellation().name()),
                batch.texts(creation -> ColumnValues.type(creation.operation().metadata())),
                batch.column(
                        INT4_ARRAY,
                        Integer[]::new,
                        creation -> ColumnValues.errorCode(creation.operation().state())),
                batch.texts(creation ->
                        creation.request() == null ? null : creation.request().id()),
                batch.texts(creation -> creation.request() == null
                        ? null
                        : HexFormat.of().formatHex(creation.request().hash())),
                batch.intervals(creation -> creation.options().lease()),
                batch.intervals(creation -> creation.options().timeout()),
                batch.intervals(creation -> creation.options().ttl()),
                batch.column(
                        UUID_ARRAY, UUID[]::new, creation -> creation.options().creator()),
                batch.column(UUID_ARRAY, UUID[]::new, creation -> ColumnValues.traceId(creation.trace())));
    }

    private GenericExecuteSpec bindOperation(Operation operation) {
        return database.sql(ONE)
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
                .bind(13, ColumnValues.interval(options.ttl()))
                .bind(14, ColumnValues.uuid(options.creator()));
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
