package org.operationsgateway.gateway.database.replica;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A position in the write-ahead log of the primary that is not before any acknowledged change. Immutable.
 *
 * @param lsn the position in the notation of PostgreSQL
 * @param system the identifier of the server; empty if the role may not read it
 * @param latestEntry the latest entry of the log of operations with its time; empty if there is none. A standby that
 *     follows another history than the primary may have passed the position without this entry.
 */
record LogPosition(String lsn, String system, String latestEntry) {

    /** An acknowledged commit is flushed, unless commits are asynchronous. */
    private static final String READ = """
            select system.identifier,
                coalesce((
                    select concat_ws(' ', life, revision, xid, extract(epoch from time)) from operation_event
                    order by xid desc, life desc, revision desc limit 1
                ), '') as latest,
                (case current_setting('synchronous_commit')
                    when 'off' then pg_current_wal_insert_lsn() else pg_current_wal_flush_lsn() end)::text as lsn
            from (select split_part(server_history(), ':', 1) as identifier) as system
            """;

    /** A standby that receives nothing may have replayed commits that the primary has lost. */
    private static final String IS_REPLAYED = """
            select pg_is_in_recovery()
                and exists (select from pg_stat_wal_receiver)
                and pg_last_wal_replay_lsn() >= $1::pg_lsn
                and split_part(server_history(), ':', 1) = $2
                and ($3 = '' or exists (
                    select from operation_event
                    where life = nullif(split_part($3, ' ', 1), '')::bigint
                        and revision = nullif(split_part($3, ' ', 2), '')::bigint
                        and concat_ws(' ', life, revision, xid, extract(epoch from time)) = $3
                )) as replayed
            """;

    /** Reads the present position of the primary. */
    static Mono<LogPosition> of(Connection primary) {
        return Flux.from(primary.createStatement(READ).execute())
                .flatMap(result -> result.map(
                        row -> new LogPosition(text(row, "lsn"), text(row, "identifier"), text(row, "latest"))))
                .single();
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }

    /** Returns whether a standby has replayed everything up to this position. */
    Mono<Boolean> isReplayedBy(Connection standby) {
        return Flux.from(standby.createStatement(IS_REPLAYED)
                        .bind("$1", lsn)
                        .bind("$2", system)
                        .bind("$3", latestEntry)
                        .execute())
                .flatMap(result -> result.map(row -> Boolean.TRUE.equals(row.get("replayed", Boolean.class))))
                .single();
    }
}
