package org.operationsgateway.gateway.deadline;

import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.List;
import org.operationsgateway.core.rpc.ErrorInfo;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.core.wire.StatusJson;
import org.operationsgateway.gateway.revision.CommitListener;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.store.ChangeSql;
import org.operationsgateway.gateway.store.RowMapper;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends operations whose lease has lapsed or whose time is up, and deletes those that have been done for long enough.
 *
 * <p>Each change is one statement over some operations, with their entries of the log. Replicas that look at once share the
 * work: what one of them, or a producer, is about to change is locked, and passed over. Who was faster has it: a heartbeat
 * that commits before the end does keeps its operation alive.
 *
 * <p>A lease lapses when it has not been renewed for its length, but never sooner than its length after a time in which
 * nobody kept watch: a database that was away must not cost every producer its work.
 *
 * <p>Every publisher is cold, emits on a thread of the database driver, and fails with an {@code R2dbcException} if the
 * database does.
 */
@Component
public class ExpiredOperations {

    /** How many operations one statement changes at most. */
    private static final int PORTION = 50;

    private static final String WATCH = """
            update gateway
            set watched_until = clock_timestamp(),
                watched_since = case when watched_until < clock_timestamp() - make_interval(secs => $2)
                    then clock_timestamp() else watched_since end
            where watched_until < clock_timestamp() - make_interval(secs => $1)
            """;

    private static final String LAPSE = "greatest(lease_expire_time, watched_since + lease)";

    /** Those that are to be looked at now, and whose time is up, or isn't, as the comparison says. */
    private static final String LOOKED_AT = """
            select life as due, coalesce(deadline <= %1$s, deadline is not null) as late
            from operation, gateway
            where wake_time <= clock_timestamp() and least(deadline, %1$s) %2$s clock_timestamp()
            order by wake_time
            limit %3$d
            for update of operation skip locked
            """;

    private static final String END =
            ChangeSql.of("0", """
            update operation
            set revision = revision + 1, done = true, xid = pg_current_xact_id(), %s,
                error = case when late then $1::json else $2::json end, error_code = case when late then $3 else $4 end,
                lease_expire_time = null, wake_time = null
            from (%s) as looked_at
            where life = due
            """.formatted(ChangeSql.times("true"), LOOKED_AT.formatted(LAPSE, "<=", PORTION)));

    private static final String PUT_OFF = """
            update operation
            set wake_time = least(deadline, %s)
            from gateway, (%s) as looked_at
            where life = due
            """.formatted(LAPSE, LOOKED_AT.formatted(LAPSE, ">", PORTION));

    private static final String DELETE = ChangeSql.deletion("""
            life = any(array(
                select life from operation
                where expire_time <= clock_timestamp()
                order by expire_time
                limit %d
                for update skip locked
            ))
            """.formatted(PORTION));

    private static final Status TOO_LATE = failure(
            Reason.OPERATION_TIMEOUT, "The operation was not done in the time that was set when it was created.");
    private static final Status SILENT =
            failure(Reason.LEASE_EXPIRED, "The lease has lapsed: its producer was silent for too long.");

    private final DatabaseClient database;
    private final List<CommitListener> listeners;

    ExpiredOperations(DatabaseClient database, List<CommitListener> listeners) {
        this.database = database;
        this.listeners = listeners;
    }

    private static Status failure(Reason reason, String message) {
        return new Status(reason.code(), message, List.of(ErrorInfo.of(reason).toAny()));
    }

    /**
     * Says that leases are watched over from now on.
     *
     * @param interval how often this is said at most, whichever replica does
     * @param gap after how long a silence all leases are given their length anew
     */
    public Mono<Void> keepWatch(Duration interval, Duration gap) {
        return database.sql(WATCH)
                .bind(0, RowMapper.fraction(RowMapper.seconds(interval)))
                .bind(1, RowMapper.fraction(RowMapper.seconds(gap)))
                .then();
    }

    /** Ends all whose time is up, and completes with how many that were. */
    public Mono<Long> end() {
        Flux<Revision> some = database.sql(END)
                .bind(0, StatusJson.write(TOO_LATE))
                .bind(1, StatusJson.write(SILENT))
                .bind(2, TOO_LATE.code().number())
                .bind(3, SILENT.code().number())
                .map((Readable row) -> RowMapper.snapshot(row).change())
                .all();
        return untilNoneIsLeft(announced(some));
    }

    /** Looks later at those that have renewed their leases; completes with how many have. */
    public Mono<Long> putOff() {
        return untilNoneIsLeft(database.sql(PUT_OFF).fetch().rowsUpdated());
    }

    /** Deletes all that have been done for long enough, and completes with how many that were. */
    public Mono<Long> deleteExpired() {
        Flux<Revision> some = database.sql(DELETE).map(RowMapper::deletion).all();
        return untilNoneIsLeft(announced(some));
    }

    private Mono<Long> announced(Flux<Revision> changes) {
        // Rows may arrive before their transaction is committed; the end of them all does not.
        return changes.collectList()
                .doOnNext(committed -> committed.forEach(this::announce))
                .map(committed -> (long) committed.size());
    }

    private void announce(Revision revision) {
        listeners.forEach(listener -> listener.committed(revision));
    }

    private static Mono<Long> untilNoneIsLeft(Mono<Long> some) {
        return some.repeat().takeUntil(count -> count < PORTION).reduce(0L, Long::sum);
    }
}
