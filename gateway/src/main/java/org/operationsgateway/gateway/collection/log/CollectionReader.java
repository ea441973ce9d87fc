package org.operationsgateway.gateway.collection.log;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import org.operationsgateway.gateway.store.RowMapper;
import org.operationsgateway.gateway.store.filter.Scope;
import org.operationsgateway.gateway.store.filter.SqlCondition;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Reads what there is and what has changed in whole collections: keys first, then the entries of the log by their keys.
 *
 * <p>Every publisher is cold, emits on a thread of the database driver, and fails with an {@code R2dbcException} if the
 * database does.
 */
@Component
public class CollectionReader {

    private static final String BYTES = RowMapper.BYTES + " as bytes";

    private static final String STANDING =
            "select pg_current_snapshot()::text as now, database_id, purged_xid::text as purged, " + PgSnapshot.LATEST
                    + " as latest from gateway";

    private static final String ENTRIES = """
            select entry.life, entry.revision, entry.change, entry.name, entry.done, entry.metadata, entry.response,
                entry.error, entry.create_time, entry.cancel_requested, entry.time, before.name as before_name,
                before.done as before_done, before.metadata as before_metadata, before.response as before_response,
                before.error as before_error, before.create_time as before_create_time,
                before.cancel_requested as before_cancel_requested, before.time as before_time
            from unnest($1, $2) with ordinality as asked (life, revision, place)
            join operation_event as entry using (life, revision)
            left join operation_event as before
                on $3 and before.life = asked.life and before.revision = asked.revision - 1
            order by place
            """;

    private final DatabaseClient database;

    CollectionReader(DatabaseClient database) {
        this.database = database;
    }

    /** Where the database stands now. */
    public Mono<DatabasePosition> standing() {
        return database.sql(STANDING).map(CollectionReader::standing).one();
    }

    private static DatabasePosition standing(Readable row) {
        PgSnapshot now = PgSnapshot.parse(Objects.requireNonNull(row.get("now", String.class)));
        return new DatabasePosition(
                Objects.requireNonNull(row.get("database_id", String.class)),
                now,
                now.upTo(Long.parseLong(Objects.requireNonNull(row.get("latest", String.class)))),
                Long.parseLong(Objects.requireNonNull(row.get("purged", String.class))));
    }

    /**
     * The operations that have not changed since some moment, by the revision they are at, the oldest change first.
     *
     * @param after the last one of the part before
     */
    public Mono<LogKeys> present(Scope scope, PgSnapshot moment, LogKeys.Place after) {
        SqlCondition condition = scope.onOperation(4);
        GenericExecuteSpec query = database.sql(presentSql(condition.sql()))
                .bind(0, moment.toString())
                .bind(1, after.time().toString())
                .bind(2, after.id().incarnation());
        return keys(condition.bind(query), after);
    }

    private static String presentSql(String condition) {
        return """
                select life, revision, update_time as time, %s
                from operation
                where pg_visible_in_snapshot(xid, $1::pg_snapshot)
                    and (update_time, life) > ($2::timestamptz, $3) and %s
                order by update_time, life
                limit %d
                """.formatted(BYTES, condition, LogKeys.MAX);
    }

    /**
     * What became visible between two moments, each operation's changes in order.
     *
     * @param after the last one of the part before
     */
    public Mono<LogKeys> changes(Scope scope, PgSnapshot from, PgSnapshot to, LogKeys.Place after) {
        SqlCondition condition = scope.onEvent(5);
        GenericExecuteSpec query = database.sql(changesSql(condition.sql()))
                .bind(0, from.toString())
                .bind(1, to.toString())
                .bind(2, after.id().incarnation())
                .bind(3, after.id().number());
        return keys(condition.bind(query), after);
    }

    private static String changesSql(String condition) {
        // Materialized, or the planner may be tempted to read the whole log in the order of its primary key.
        return """
                with fresh as materialized (
                    select life, revision, time, xid, %1$s from operation_event
                    where xid >= pg_snapshot_xmax($1::pg_snapshot) and xid < pg_snapshot_xmax($2::pg_snapshot) and %2$s
                    union all
                    select life, revision, time, xid, %1$s from operation_event
                    where xid = any(array(select pg_snapshot_xip($1::pg_snapshot))) and %2$s
                )
                select life, revision, time, bytes from fresh
                where pg_visible_in_snapshot(xid, $2::pg_snapshot) and (life, revision) > ($3, $4)
                order by life, revision
                limit %3$d
                """.formatted(BYTES, condition, LogKeys.MAX);
    }

    private static Mono<LogKeys> keys(GenericExecuteSpec query, LogKeys.Place after) {
        return query.map(LogKeys.Row::of)
                .all()
                .collect(() -> new LogKeys.Builder(after), LogKeys.Builder::add)
                .map(LogKeys.Builder::build);
    }

    /**
     * Entries of the log, in the order in which they are asked for, without those that are gone.
     *
     * @param withBefore whether to tell what each operation was before
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
