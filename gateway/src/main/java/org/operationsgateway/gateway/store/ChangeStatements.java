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
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The statements that change running operations: one by one, or many at once. */
final class ChangeStatements {

    private static final String ONE =
            ChangeSql.of("0", """
            update operation
            set revision = revision + 1, done = $2, metadata = coalesce($3::json, metadata),
                response = $4::json, error = $5::json, metadata_type = coalesce($6, metadata_type), error_code = $7,
                xid = pg_current_xact_id(), %s, %s
            where name = $1 and not done and (life, revision) = (coalesce($8, life), coalesce($9, revision))
            """.formatted(ChangeSql.renewal("$2", "$10"), ChangeSql.times("$2")));

    /** Passes over operations that somebody else is changing, so it waits for none and is in nobody's way. */
    private static final String MANY = """
            with asked as (
                select life as asked_life, new.*
                from unnest($1::text[], $2::boolean[], $3::text[], $4::text[], $5::text[], $6::text[], $7::integer[],
                        $8::bigint[], $9::bigint[], $10::float8[]) with ordinality
                    as new (new_name, new_done, new_metadata, new_response, new_error, new_type, new_code,
                        new_life, new_revision, new_lease, number)
                join operation on name = new_name
                where not done and (life, revision) = (coalesce(new_life, life), coalesce(new_revision, revision))
                for no key update of operation skip locked
            ), changed as (
                update operation
                set revision = revision + 1, done = new_done, metadata = coalesce(new_metadata::json, metadata),
                    response = new_response::json, error = new_error::json,
                    metadata_type = coalesce(new_type, metadata_type), error_code = new_code,
                    xid = pg_current_xact_id(), %s, %s
                from asked
                where life = asked_life
                returning *
            ), logged as (%s)
            select number, life, revision, case when new_metadata is null then metadata end as metadata,
                cancellation, cancel_requested, create_time, update_time, lease_expire_time, expire_time
            from changed
            """.formatted(
                    ChangeSql.renewal("new_done", "new_lease"), ChangeSql.times("new_done"), ChangeSql.entries("0"));

    /**
     * How many elements an array has at least, those that are no change being null. PostgreSQL keeps one plan for all
     * executions only if to plan anew each time does not look cheaper; with arrays of fewer elements than it assumes, which
     * is ten, it does, and planning takes several times as long as the change.
     */
    private static final int MIN_ELEMENTS = 16;

    private final DatabaseClient database;
    private final CachedStatement many;

    ChangeStatements(DatabaseClient database) {
        this.database = database;
        this.many = new CachedStatement(database.getConnectionFactory(), MANY);
    }

    /** Makes a change; empty if the operation does not allow it. */
    Mono<StoredOperation> one(OperationChange change) {
        return database.sql(ONE)
                .bind(0, change.name().toString())
                .bind(1, change.done())
                .bind(2, RowMapper.text(RowMapper.metadata(change.metadata())))
                .bind(3, RowMapper.text(RowMapper.response(change.state())))
                .bind(4, RowMapper.text(RowMapper.error(change.state())))
                .bind(5, RowMapper.text(RowMapper.type(change.metadata())))
                .bind(6, RowMapper.number(RowMapper.errorCode(change.state())))
                .bind(7, RowMapper.incarnation(change.expected()))
                .bind(8, RowMapper.number(change.expected()))
                .bind(9, RowMapper.fraction(RowMapper.seconds(change.lease())))
                .map((Readable row) -> RowMapper.snapshot(row))
                .one();
    }

    /**
     * Makes changes of different operations, all in one transaction. Those that are missing in the result were not made:
     * because the operation does not allow it, or because somebody else is changing it.
     */
    Mono<Map<OperationName, StoredOperation>> many(List<OperationChange> changes) {
        List<Parameter> columns = List.of(
                texts(changes, change -> change.name().toString()),
                column(BOOL_ARRAY, Boolean[]::new, changes, OperationChange::done),
                texts(changes, change -> RowMapper.metadata(change.metadata())),
                texts(changes, change -> RowMapper.response(change.state())),
                texts(changes, change -> RowMapper.error(change.state())),
                texts(changes, change -> RowMapper.type(change.metadata())),
                column(INT4_ARRAY, Integer[]::new, changes, change -> RowMapper.errorCode(change.state())),
                column(INT8_ARRAY, Long[]::new, changes, change -> incarnation(change.expected())),
                column(INT8_ARRAY, Long[]::new, changes, change -> number(change.expected())),
                column(FLOAT8_ARRAY, Double[]::new, changes, change -> RowMapper.seconds(change.lease())));
        return many.run(columns, row -> changed(row, changes))
                // Rows may arrive before their transaction is committed; the end of them all does not.
                .collectMap(snapshot -> snapshot.operation().name());
    }

    private static StoredOperation changed(Readable row, List<OperationChange> changes) {
        int number = Objects.requireNonNull(row.get("number", Integer.class));
        return RowMapper.changed(row, changes.get(number - 1));
    }

    private static @Nullable Long incarnation(@Nullable RevisionId id) {
        return id == null ? null : id.incarnation();
    }

    private static @Nullable Long number(@Nullable RevisionId id) {
        return id == null ? null : id.number();
    }

    private static Parameter texts(List<OperationChange> changes, Function<OperationChange, @Nullable String> value) {
        return column(TEXT_ARRAY, String[]::new, changes, value);
    }

    /** A column of what the changes write; null as a whole if it has nothing but nulls. */
    private static <T extends @Nullable Object> Parameter column(
            Type type, IntFunction<T[]> array, List<OperationChange> changes, Function<OperationChange, T> value) {
        T[] values = array.apply(Math.max(changes.size(), MIN_ELEMENTS));
        boolean any = false;
        for (int i = 0; i < changes.size(); i++) {
            values[i] = value.apply(changes.get(i));
            any |= values[i] != null;
        }
        return any ? Parameters.in(type, values) : Parameters.in(type);
    }
}
