package org.operationsgateway.gateway.deadline;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.wire.FailureJson;
import org.operationsgateway.gateway.revision.ChangeKind;
import org.operationsgateway.gateway.revision.CommitListeners;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.store.ChangeSql;
import org.operationsgateway.gateway.store.ColumnValues;
import org.operationsgateway.gateway.store.RowMapper;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The operations that have reached the end of their cancellation grace period or their time to live, and the record of
 * checks.
 *
 * <p>A statement changes a limited number of operations and appends the revisions to the log. It skips locked rows, so
 * concurrent replicas share the work, and a row that another session locks delays no other.
 *
 * <p>Each statement compares an indexed column with {@code statement_timestamp()}, which is stable, so that the index
 * bounds the scan: with nothing due, the cost does not depend on the number of operations. With the volatile {@code
 * clock_timestamp()}, PostgreSQL reads the whole index.
 *
 * <p>Every publisher is cold, emits on a thread of the database driver, and fails with an {@code R2dbcException} if the
 * database fails. Thread-safe.
 */
@Component
class ExpiredOperations {

    /** The maximum number of operations that one statement ends or deletes. */
    private static final int MAX_ENDED = 50;

    /** Skips the row if another session has locked it: the next check records again. */
    private static final String RECORD_CHECK = """
            update gateway
            set watched_until = clock_timestamp(),
                watched_since = case when watched_until < clock_timestamp() - make_interval(secs => $2)
                    then clock_timestamp() else watched_since end
            where watched_until < clock_timestamp() - make_interval(secs => $1)
                and ctid = any(array(select ctid from gateway for update skip locked))
            """;

    static final String CANCEL = ChangeSql.of(ChangeKind.CHANGED, """
            update operation
            set revision = revision + 1, done = true, xid = pg_current_xact_id(), %s,
                error = $1::json, error_code = $2, lease_expire_time = null
            where life = any(array(
                select life from operation
                where cancel_requested and not done and update_time < statement_timestamp() - make_interval(secs => $3)
                limit %d
                for update skip locked
            ))
            """.formatted(ChangeSql.times("true"), MAX_ENDED));

    static final String DELETE = ChangeSql.deletion("""
            life = any(array(
                select life from operation
                where expire_time <= statement_timestamp()
                order by expire_time
                limit %d
                for update skip locked
            ))
            """.formatted(MAX_ENDED));

    private final DatabaseClient database;
    private final CommitListeners listeners;

    ExpiredOperations(DeadlineConnections connections, CommitListeners listeners) {
        this.database = connections.client();
        this.listeners = listeners;
    }

    /**
     * Records the time of a check in the database, for all replicas.
     *
     * @param interval the minimum time between two records
     * @param maxGap the time since the last record after which all leases restart in full
     */
    Mono<Void> recordCheck(Duration interval, Duration maxGap) {
        return database.sql(RECORD_CHECK)
                .bind(0, ColumnValues.interval(interval))
                .bind(1, ColumnValues.interval(maxGap))
                .then();
    }

    /**
     * Ends all running operations with a cancellation request that have not changed for a time; emits their number.
     *
     * @param grace the time without a change of the operation
     */
    Mono<Long> cancel(Duration grace) {
        Flux<Revision> ended = database.sql(CANCEL)
                .bind(0, FailureJson.write(Outcome.CANCELLED))
                .bind(1, Outcome.CANCELLED.error().number())
                .bind(2, ColumnValues.interval(grace))
                .map((Readable row) -> RowMapper.snapshot(row).change())
                .all();
        return repeatWhileFull(committed(ended));
    }

    /** Deletes all done operations with an expired time to live; emits their number. */
    Mono<Long> delete() {
        Flux<Revision> deleted = database.sql(DELETE).map(RowMapper::deletion).all();
        return repeatWhileFull(committed(deleted));
    }

    private Mono<Long> committed(Flux<Revision> revisions) {
        // Rows may arrive before the commit; the completion signal does not, so all rows are collected first.
        return revisions.collectList().doOnNext(listeners::committed).map(committed -> (long) committed.size());
    }

    private static Mono<Long> repeatWhileFull(Mono<Long> statement) {
        return statement.repeat().takeUntil(count -> count < MAX_ENDED).reduce(0L, Long::sum);
    }
}
