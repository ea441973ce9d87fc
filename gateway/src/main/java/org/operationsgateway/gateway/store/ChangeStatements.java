package org.operationsgateway.gateway.store;

import static io.r2dbc.postgresql.codec.PostgresqlObjectId.BOOL_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.FLOAT8_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.INT4_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.INT8_ARRAY;
import static io.r2dbc.postgresql.codec.PostgresqlObjectId.TEXT_ARRAY;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Type;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.revision.ChangeKind;
import org.operationsgateway.gateway.revision.RevisionTag;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The statements that change running operations: one at a time, or a batch. */
final class ChangeStatements {

    private static final String ONE = ChangeSql.of(ChangeKind.CHANGED, """
            update operation
            set revision = revision + 1, done = $2, metadata = coalesce($3::json, metadata),
                response = $4::json, error = $5::json, metadata_type = coalesce($6, metadata_type), error_code = $7,
                xid = pg_current_xact_id(), %s, %s
            where name = $1 and not done and %s
            """.formatted(
                    ChangeSql.renewal("$2", "$10"), ChangeSql.times("$2"), ChangeSql.isExpected("$8", "$9", "$11")));

    /** Skips locked rows, so a batch waits for no other transaction and cannot deadlock. */
    private static final String MANY = """
            with requested as (
                select life as requested_life, new.*
                from unnest($1::text[], $2::boolean[], $3::text[], $4::text[], $5::text[], $6::text[], $7::integer[],
                        $8::bigint[], $9::bigint[], $10::float8[], $11::bigint[]) with ordinality
                    as new (new_name, new_done, new_metadata, new_response, new_error, new_type, new_code,
                        new_life, new_revision, new_lease, new_check, number)
                join operation on name = new_name
                where not done and %s
                for no key update of operation skip locked
            ), changed as (
                update operation
                set revision = revision + 1, done = new_done, metadata = coalesce(new_metadata::json, metadata),
                    response = new_response::json, error = new_error::json,
                    metadata_type = coalesce(new_type, metadata_type), error_code = new_code,
                    xid = pg_current_xact_id(), %s, %s
                from requested
                where life = requested_life
                returning *
            ), logged as (%s)
            select number, life, revision, case when new_metadata is null then metadata end as metadata,
                cancellation, cancel_requested, create_time, update_time, lease_expire_time, expire_time
            from changed
            """.formatted(
                    ChangeSql.isExpected("new_life", "new_revision", "new_check"),
                    ChangeSql.renewal("new_done", "new_lease"),
                    ChangeSql.times("new_done"),
                    ChangeSql.entries(ChangeKind.CHANGED));

    /**
     * The minimum length of the arrays; shorter ones are padded with nulls. PostgreSQL uses a generic plan only if it
     * is not estimated to cost more than a custom plan. The estimate for a generic plan assumes arrays of ten elements,
     * so for shorter arrays PostgreSQL would plan each execution, which costs several times as much as the change.
     */
    private static final int MIN_ELEMENTS = 16;

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
                .map((Readable row) -> RowMapper.snapshot(row))
                .one();
    }

    /**
     * Makes changes of different operations in one transaction. Omits from the result those that were not made, because
     * the operation does not allow the change, or is locked by another transaction.
     */
    Mono<Map<OperationName, StoredOperation>> executeMany(List<OperationChange> changes) {
        List<Parameter> columns = List.of(
                texts(changes, change -> change.name().toString()),
                column(BOOL_ARRAY, Boolean[]::new, changes, OperationChange::done),
                texts(changes, change -> ColumnValues.json(change.metadata())),
                texts(changes, change -> ColumnValues.response(change.state())),
                texts(changes, change -> ColumnValues.error(change.state())),
                texts(changes, change -> ColumnValues.type(change.metadata())),
                column(INT4_ARRAY, Integer[]::new, changes, change -> ColumnValues.errorCode(change.state())),
                numbers(changes, ColumnValues::incarnation),
                numbers(changes, ColumnValues::revision),
                column(FLOAT8_ARRAY, Double[]::new, changes, change -> ColumnValues.seconds(change.lease())),
                numbers(changes, ColumnValues::check));
        return many.run(columns, row -> changed(row, changes))
                // Rows may arrive before the commit; the completion signal does not, so all rows are collected first.
                .collectMap(changed -> changed.operation().name());
    }

    private static StoredOperation changed(Readable row, List<OperationChange> changes) {
        int number = Objects.requireNonNull(row.get("number", Integer.class));
        return RowMapper.changed(row, changes.get(number - 1));
    }

    private static Parameter numbers(
            List<OperationChange> changes, Function<@Nullable RevisionTag, @Nullable Long> value) {
        return column(INT8_ARRAY, Long[]::new, changes, change -> value.apply(change.expected()));
    }

    private static Parameter texts(List<OperationChange> changes, Function<OperationChange, @Nullable String> value) {
        return column(TEXT_ARRAY, String[]::new, changes, value);
    }

    /** Returns the array of one column of all changes; null if it contains only nulls. */
    private static <T extends @Nullable Object> Parameter column(
            Type type, IntFunction<T[]> array, List<OperationChange> changes, Function<OperationChange, T> value) {
        T[] values = array.apply(Math.max(changes.size(), MIN_ELEMENTS));
        boolean hasValue = false;
        for (int i = 0; i < changes.size(); i++) {
            values[i] = value.apply(changes.get(i));
            hasValue |= values[i] != null;
        }
        return hasValue ? Parameters.in(type, values) : Parameters.in(type);
    }
}
