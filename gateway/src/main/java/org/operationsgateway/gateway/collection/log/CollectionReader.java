package org.operationsgateway.gateway.collection.log;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import org.operationsgateway.gateway.collection.log.KeyWindow.Position;
import org.operationsgateway.gateway.collection.log.LogKeys.SortKey;
import org.operationsgateway.gateway.database.pool.QueryShares;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.store.RowMapper;
import org.operationsgateway.gateway.store.filter.Scope;
import org.operationsgateway.gateway.store.filter.SqlCondition;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * A reader of the operations and the changes of collections: pages of keys first, then log entries by key. The rows
 * that a statement reads are bounded, however large the table is. Thread-safe.
 *
 * <p>Its publishers are cold, emit on a thread of the database driver, and fail with an {@code R2dbcException} if the
 * database does.
 */
@Component
public class CollectionReader {

    private static final String POSITION =
            """
            select pg_current_snapshot()::text as current, database_id, purged_xid::text as purged, %s as latest,
                substr(md5(server_history()), 1, 8) as history, %s as check
            from gateway
            """.formatted(LoggedTransaction.LATEST, LoggedTransaction.checkSql("$1::xid8"));

    private final DatabaseClient database;
    private final DatabaseClient filtered;
    private final EntryReader entries;

    CollectionReader(QueryShares queries) {
        this.database = queries.collections();
        this.filtered = queries.filteredCollections();
        this.entries = new EntryReader(database);
    }

    /** Reads the current position of the database and of its log. */
    public Mono<DatabasePosition> position() {
        return position(0);
    }

    /** Reads the current position of the database and of its log, with the check of a transaction. */
    public Mono<DatabasePosition> position(long xid) {
        return database.sql(POSITION)
                .bind(0, Long.toString(xid))
                .map((Readable row) -> position(row))
                .one();
    }

    private static DatabasePosition position(Readable row) {
        PgSnapshot current = PgSnapshot.parse(Objects.requireNonNull(row.get("current", String.class)));
        return new DatabasePosition(
                Objects.requireNonNull(row.get("database_id", String.class)),
                Objects.requireNonNull(row.get("history", String.class)),
                current,
                current.upTo(LoggedTransaction.parse(Objects.requireNonNull(row.get("latest", String.class)))),
                Long.parseLong(Objects.requireNonNull(row.get("purged", String.class))),
                row.get("check", Long.class));
    }

    /**
     * Returns a scan of the operations in a scope, the oldest update first. Operations that have changed after the
     * snapshot are left out.
     */
    public KeyScan operations(Scope scope, PgSnapshot snapshot) {
        return new KeyScan((start, after) -> operations(scope, snapshot, start, after));
    }

    private Mono<KeyWindow> operations(Scope scope, PgSnapshot snapshot, Position start, SortKey after) {
        SqlCondition condition = scope.onOperation(5);
        // Without names, neither is bounded by an index.
        boolean expensive = !scope.isNamed() && (scope.isFiltered() || scope.isRestricted());
        DatabaseClient client = expensive ? filtered : database;
        GenericExecuteSpec query = client.sql(operationsSql(scope.indexedSql(5), condition.sql()))
                .bind(0, snapshot.toString())
                .bind(1, after.time().toString())
                .bind(2, after.id().incarnation())
                .bind(3, start.id().incarnation());
        return condition
                .bind(query)
                .map(row -> KeyWindow.Row.of(row, new Position(0, new RevisionId(number(row, "life"), 0)), time(row)))
                .all()
                .collectList()
                .map(KeyWindow::of);
    }

    /** The last row of a full window is returned even if it does not match, because the next window begins after it. */
    static String operationsSql(String indexed, String condition) {
        return """
                select life, revision, update_time as time, %1$s as bytes, number, matches
                from (
                    select *, row_number() over (order by life) as number,
                        pg_visible_in_snapshot(xid, $1::pg_snapshot)
                            and (update_time, life) > ($2::timestamptz, $3) and %2$s as matches
                    from (select * from operation where life > $4 and %3$s order by life limit %4$d) as operation
                ) as checked
                where matches or number = %4$d
                order by number
                """.formatted(RowMapper.STORED_BYTES, condition, indexed, KeyWindow.MAX_ROWS);
    }

    /**
     * Returns a scan of the changes that are visible in one snapshot and not in an earlier one, ordered by incarnation
     * and revision. The filter of the scope is not applied.
     */
    public KeyScan changes(Scope scope, PgSnapshot from, PgSnapshot to) {
        return new KeyScan((start, after) -> changes(scope, from, to, start, after));
    }

    /** The sort keys have no time, because the order is that of the revisions. */
    private Mono<KeyWindow> changes(Scope scope, PgSnapshot from, PgSnapshot to, Position start, SortKey after) {
        SqlCondition condition = scope.onEvent(8);
        GenericExecuteSpec query = database.sql(changesSql(condition.sql()))
                .bind(0, from.toString())
                .bind(1, to.toString())
                .bind(2, Long.toString(start.xid()))
                .bind(3, start.id().incarnation())
                .bind(4, start.id().number())
                .bind(5, after.id().incarnation())
                .bind(6, after.id().number());
        return condition
                .bind(query)
                .map(row -> KeyWindow.Row.of(row, changePosition(row), SortKey.START.time()))
                .all()
                .collectList()
                .map(KeyWindow::of);
    }

    /** The last row of a full window is returned even if it does not match, because the next window begins after it. */
    static String changesSql(String condition) {
        return """
                with read as materialized (
                    (%1$s xid >= pg_snapshot_xmax($1::pg_snapshot) and xid < pg_snapshot_xmax($2::pg_snapshot) %2$s)
                    union all
                    (%1$s xid = any(array(select pg_snapshot_xip($1::pg_snapshot))) %2$s)
                    order by xid, life, revision
                    limit %3$d
                ), checked as (
                    select *, row_number() over (order by xid, life, revision) as number,
                        pg_visible_in_snapshot(xid, $2::pg_snapshot) and (life, revision) > ($6, $7) and %4$s as matches
                    from read
                )
                select xid::text, life, revision, bytes, number, matches
                from checked
                where matches or number = %3$d
                order by number
                """.formatted(
                        """
                        select xid, life, revision, name, %s as bytes from operation_event
                        where (xid, life, revision) > ($3::xid8, $4, $5) and
                        """.formatted(RowMapper.STORED_BYTES),
                        """
                        order by xid, life, revision
                        limit %d
                        """.formatted(KeyWindow.MAX_ROWS),
                        KeyWindow.MAX_ROWS,
                        condition);
    }

    private static Position changePosition(Readable row) {
        long xid = Long.parseLong(Objects.requireNonNull(row.get("xid", String.class)));
        return new Position(xid, RowMapper.id(row));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    private static Instant time(Readable row) {
        return Objects.requireNonNull(row.get("time", Instant.class));
    }

    /** Reads the entries of a chunk, as {@link EntryReader} does. */
    public Mono<LogEntries> entries(LogChunk chunk, boolean withBefore) {
        return entries.entries(chunk, withBefore, chunk.maxReadBytes());
    }
}
