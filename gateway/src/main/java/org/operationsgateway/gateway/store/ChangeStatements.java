package org.operationsgateway.gateway.store;

import static io.r2dbc.postgresql.codec.PostgresqlObjectId.BOOL_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.INT4_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.UUID_ARRAY;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.revision.ChangeKind;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.store.batch.CachedStatement;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The statements that change running operations: one at a time, or a batch. Thread-safe. */
final class ChangeStatements {

    private static final String ONE = ChangeSql.of(ChangeKind.CHANGED, """
            update operation
            set revision = revision + 1, done = $2, metadata = coalesce($3::json, metadata),
                response = $4::json, error = $5::json, metadata_type = coalesce($6, metadata_type), error_code = $7,
                xid = pg_current_xact_id(), %s, %s, %s, %s
            where name = $1 and not done and %s and %s
            """.formatted(
                    ChangeSql.renewal("$2", "$10"),
                    ChangeSql.times("$2"),
                    ChangeSql.recordRequest("$12", "$13"),
                    ChangeSql.trace("$14::uuid"),
                    ChangeSql.isExpected("$8", "$9", "$11"),
                    ChangeSql.isNewRequest("$12")));

    /** Skips locked rows, so a batch waits for no other transaction and cannot deadlock. */
    private static final String MANY = """
            with requested as (
                select life as requested_life, new.*
                from unnest($1::text[], $2::boolean[], $3::text[], $4::text[], $5::text[], $6::text[], $7::integer[],
                        $8::bigint[], $9::bigint[], $10::float8[], $11::bigint[], $12::uuid[], $13::uuid[],
                        $14::uuid[])
                    with ordinality
                    as new (new_name, new_done, new_metadata, new_response, new_error, new_type, new_code,
                        new_life, new_revision, new_lease, new_check, new_request, new_hash, new_trace,
                        number)
                join operation on name = new_name
                where not done and %s and %s
                for no key update of operation skip locked
            ), changed as (
                update operation
                set revision = revision + 1, done = new_done, metadata = coalesce(new_metadata::json, metadata),
                    response = new_response::json, error = new_error::json,
                    metadata_type = coalesce(new_type, metadata_type), error_code = new_code,
                    xid = pg_current_xact_id(), %s, %s, %s, %s
                from requested
                where life = requested_life
                returning *
            ), logged as (%s)
            select number, life, revision, case when new_metadata is null then metadata end as metadata,
                cancellation, cancel_requested, create_time, update_time, lease_expire_time, expire_time
            from changed
            """.formatted(
                    ChangeSql.isExpected("new_life", "new_revision", "new_check"),
                    ChangeSql.isNewRequest("new_request"),
                    ChangeSql.renewal("new_done", "new_lease"),
                    ChangeSql.times("new_done"),
                    ChangeSql.recordRequest("new_request", "new_hash"),
                    ChangeSql.trace("new_trace"),
                    ChangeSql.entries(ChangeKind.CHANGED));

    private final DatabaseClient database;
    private final CachedStatement many;

    ChangeStatements(DatabaseClient database) {
        this.database = database;
        this.many = new CachedStatement(database.getConnectionFactory(), MANY);
    }

    /** Makes one change; completes empty if the operation does not exist or does not allow it. */
    Mono<StoredOperation> executeOne(OperationChange change) {
        return database.sql(ONE)
                .bind(0, change.name().toString())
                .bind(1, change.done())
                .bind(2, ColumnValues.text(ColumnValues.json(change.metadata())))
                .bind(3, ColumnValues.text(ColumnValues.response(change.state())))
                .bind(4, ColumnValues.text(ColumnValues.error(change.state())))
                .bind(5, ColumnValues.text(ColumnValues.type(change.metadata())))
                .bind(6, ColumnValues.integer(ColumnValues.errorCode(change.state())))
                .bind(7, ColumnValues.number(ColumnValues.incarnation(change.expected())))
                .bind(8, ColumnValues.number(ColumnValues.revision(change.expected())))
                .bind(9, ColumnValues.interval(change.lease()))
                .bind(10, ColumnValues.number(ColumnValues.check(change.expected())))
                .bind(11, ColumnValues.uuid(ColumnValues.requestId(change.request())))
                .bind(12, ColumnValues.uuid(ColumnValues.requestHash(change.request())))
                .bind(13, ColumnValues.uuid(ColumnValues.traceId(change.trace())))
                .map((Readable row) -> RowMapper.snapshot(row))
                .one();
    }

    /**
     * Makes changes of different operations in one transaction. Omits from the result those that were not made, because
     * the operation does not allow the change, or is locked by another transaction.
     */
    Mono<Map<OperationName, StoredOperation>> executeMany(List<OperationChange> changes) {
        BatchColumns<OperationChange> batch = new BatchColumns<>(changes);
        List<Parameter> columns = List.of(
                batch.texts(change -> change.name().toString()),
                batch.column(BOOL_ARRAY, Boolean[]::new, OperationChange::done),
                batch.texts(change -> ColumnValues.json(change.metadata())),
                batch.texts(change -> ColumnValues.response(change.state())),
                batch.texts(change -> ColumnValues.error(change.state())),
                batch.texts(change -> ColumnValues.type(change.metadata())),
                batch.column(INT4_ARRAY, Integer[]::new, change -> ColumnValues.errorCode(change.state())),
                batch.numbers(change -> ColumnValues.incarnation(change.expected())),
                batch.numbers(change -> ColumnValues.revision(change.expected())),
                batch.intervals(OperationChange::lease),
                batch.numbers(change -> ColumnValues.check(change.expected())),
                batch.column(UUID_ARRAY, UUID[]::new, change -> ColumnValues.requestId(change.request())),
                batch.column(UUID_ARRAY, UUID[]::new, change -> ColumnValues.requestHash(change.request())),
                batch.column(UUID_ARRAY, UUID[]::new, change -> ColumnValues.traceId(change.trace())));
        return many.run(columns, row -> changed(row, changes))
                // Rows may arrive before the commit; the completion signal does not, so all rows are collected first.
                .collectMap(changed -> changed.operation().name());
    }

    private static StoredOperation changed(Readable row, List<OperationChange> changes) {
        int number = Objects.requireNonNull(row.get("number", Integer.class));
        return RowMapper.changed(row, changes.get(number - 1));
    }
}
