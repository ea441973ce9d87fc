package org.operationsgateway.gateway.collection.log;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import org.operationsgateway.gateway.revision.LogEntry;
import org.operationsgateway.gateway.store.RowMapper;
import org.operationsgateway.gateway.store.filter.Scope;
import org.operationsgateway.gateway.store.filter.SqlCondition;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * A reader of the operations and the changes of collections: pages of keys first, then log entries by key. Thread-safe.
 *
 * <p>Its publishers are cold, emit on a thread of the database driver, and fail with an {@code R2dbcException} if the
 * database does.
 */
@Component
public class CollectionReader {

    private static final String BYTES = RowMapper.BYTES + " as bytes";

    private static final String POSITION =
            "select pg_current_snapshot()::text as current, database_id, purged_xid::text as purged, "
                    + PgSnapshot.LATEST_LOGGED_XID + " as latest from gateway";

    private static final String ENTRIES = """
            select entry.life, entry.revision, entry.change, entry.name, entry.done, entry.metadata, entry.response,
                entry.error, entry.create_time, entry.cancel_requested, entry.time, before.name as before_name,
                before.done as before_done, before.metadata as before_metadata, before.response as before_response,
                before.error as before_error, before.create_time as before_create_time,
                before.cancel_requested as before_cancel_requested, before.time as before_time
            from unnest($1, $2) with ordinality as key (life, revision, ordinal)
            join operation_event as entry using (life, revision)
            left join operation_event as before
                on $3 and before.life = key.life and before.revision = key.revision - 1
            order by ordinal
            """;

    private final DatabaseClient database;

    CollectionReader(DatabaseClient database) {
        this.database = database;
    }

    /** Reads the current position of the database and of its log. */
    public Mono<DatabasePosition> position() {
        return database.sql(POSITION).map(CollectionReader::position).one();
    }

    private static DatabasePosition position(Readable row) {
        PgSnapshot current = PgSnapshot.parse(Objects.requireNonNull(row.get("current", String.class)));
        return new DatabasePosition(
                Objects.requireNonNull(row.get("database_id", String.class)),
                current,
                current.upTo(Long.parseLong(Objects.requireNonNull(row.get("latest", String.class)))),
                Long.parseLong(Objects.requireNonNull(row.get("purged", String.class))));
    }

    /**
     * Reads a page of keys of the operations in a scope, the oldest update first. Operations that have changed after
     * the snapshot are left out.
     *
     * @param after the sort key of the last entry of the previous page
     */
    public Mono<LogKeys> operations(Scope scope, PgSnapshot snapshot, LogKeys.SortKey after) {
        SqlCondition condition = scope.onOperation(4);
        GenericExecuteSpec query = database.sql(operationsSql(condition.sql()))
                .bind(0, snapshot.toString())
                .bind(1, after.time().toString())
                .bind(2, after.id().incarnation());
        return keys(condition.bind(query), after);
    }

    private static String operationsSql(String condition) {
        return """
                select life, revision, update_time as time, %s
                from operation
                where pg_visible_in_snapshot(xid, $1::pg_snapshot)
                    and (update_time, life) > ($2::timestamptz, $3) and %s
                order by update_time, life
                limit %d
                """.formatted(BYTES, condition, LogKeys.MAX_KEYS);
    }

    /**
     * Reads a page of keys of the changes that are visible in one snapshot and not in an earlier one, ordered by
     * incarnation and revision. The filter of the scope is not applied.
     *
     * @param after the sort key of the last entry of the previous page
     */
    public Mono<LogKeys> changes(Scope scope, PgSnapshot from, PgSnapshot to, LogKeys.SortKey after) {
        SqlCondition condition = scope.onEvent(5);
        GenericExecuteSpec query = database.sql(changesSql(condition.sql()))
                .bind(0, from.toString())
                .bind(1, to.toString())
                .bind(2, after.id().incarnation())
                .bind(3, after.id().number());
        return keys(condition.bind(query), after);
    }

    private static String changesSql(String condition) {
        // Materialized: otherwise the planner may scan the whole log in primary key order.
        return """
                with changed as materialized (
                    select life, revision, time, xid, %1$s from operation_event
                    where xid >= pg_snapshot_xmax($1::pg_snapshot) and xid < pg_snapshot_xmax($2::pg_snapshot) and %2$s
                    union all
                    select life, revision, time, xid, %1$s from operation_event
                    where xid = any(array(select pg_snapshot_xip($1::pg_snapshot))) and %2$s
                )
                select life, revision, time, bytes from changed
                where pg_visible_in_snapshot(xid, $2::pg_snapshot) and (life, revision) > ($3, $4)
                order by life, revision
                limit %3$d
                """.formatted(BYTES, condition, LogKeys.MAX_KEYS);
    }

    private static Mono<LogKeys> keys(GenericExecuteSpec query, LogKeys.SortKey after) {
        return query.map(LogKeys.Row::of)
                .all()
                .collect(() -> new LogKeys.Builder(after), LogKeys.Builder::add)
                .map(LogKeys.Builder::build);
    }

    /**
     * Reads the entries of a chunk, in its order, except those that were purged.
     *
     * @param withBefore whether to read the previous revision of each entry too
     */
    public Mono<List<LogEntry>> entries(LogChunk chunk, boolean withBefore) {
        return database.sql(ENTRIES)
                .bind(0, chunk.incarnations())
                .bind(1, chunk.revisions())
                .bind(2, withBefore)
                .map((Readable row) -> RowMapper.entry(row))
                .all()
                .collectList();
    }
}
