package org.operationsgateway.gateway.deadline;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.core.wire.FailureJson;
import org.operationsgateway.gateway.revision.ChangeKind;
import org.operationsgateway.gateway.revision.CommitListeners;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.store.ChangeSql;
import org.operationsgateway.gateway.store.RowMapper;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The checks of running operations for an expired lease or deadline.
 *
 * <p>The table {@code operation_check} contains each running operation that has a lease or a deadline, with a time that
 * is not later than either. A statement takes a limited number of due rows from it and ends the operations that have
 * expired. It puts the others back with the time of their present lease, up to a hundred in a row: so a renewal writes
 * to no index, and a lease costs one lookup, and a hundredth of a row, for each of its lengths.
 *
 * <p>The statement skips locked rows of both tables, so concurrent replicas share the work. A heartbeat that commits
 * before the end does prevents the end.
 *
 * <p>A lease lapses when it has not been renewed for its length. After an outage, leases restart in full: during an
 * outage of the gateway or of the database no producer can renew its lease.
 *
 * <p>Every publisher is cold, emits on a thread of the database driver, and fails with an {@code R2dbcException} if the
 * database fails. Thread-safe.
 */
@Component
class LeaseChecks {

    /** The maximum number of rows for one statement. */
    static final int MAX_ROWS = 50;
    /** The maximum number of operations in a row: with {@link #MAX_ROWS}, it bounds the duration of a statement. */
    static final int MAX_ROW_OPERATIONS = 100;
    /** The maximum number of operations that one statement ends; their payloads are returned. */
    private static final int MAX_ENDED = 50;

    private static final String EXPIRY = "least(deadline, greatest(lease_expire_time, watched_since + lease))";

    private static final String TAKEN = """
            delete from operation_check
            where ctid = any(array(
                select ctid from operation_check
                where check_time <= statement_timestamp()
                order by check_time
                limit %d
                for update skip locked
            ))
            returning lives
            """.formatted(MAX_ROWS);

    private static final String CHECKED = """
            select life as checked_life, %s as expiry
            from (select distinct unnest(lives) as life from taken) as lives join operation using (life), gateway
            where not done
            """.formatted(EXPIRY);

    private static final String EXPIRED = """
            select life as expired_life, deadline is not distinct from %1$s as deadline_first
            from checked join operation on life = checked_life, gateway
            where expiry <= statement_timestamp() and not done and %1$s <= statement_timestamp()
            limit %2$d
            for update of operation skip locked
            """.formatted(EXPIRY, MAX_ENDED);

    private static final String ENDED = """
            update operation
            set revision = revision + 1, done = true, xid = pg_current_xact_id(), %s,
                error = case when deadline_first then $1::json else $2::json end,
                error_code = case when deadline_first then $3 else $4 end,
                lease_expire_time = null
            from expired
            where life = expired_life
            returning *
            """.formatted(ChangeSql.times("true"));

    /**
     * The next check of operations that go on. It is up to a quarter of a second after the expiry, so that those that
     * expire at about the same time share rows. Expired operations that are locked are checked after a second; those
     * beyond the limit of a statement are due at once.
     */
    private static final String POSTPONED = """
            select checked_life as life, case
                when expiry > statement_timestamp() then date_bin('250 ms', expiry, 'epoch') + interval '250 ms'
                when (select count(*) from expired) < %d then statement_timestamp() + interval '1 s'
                else expiry end as check_time
            from checked
            where expiry is not null and checked_life not in (select expired_life from expired)
            """.formatted(MAX_ENDED);

    private static final String PUT_BACK = """
            insert into operation_check (check_time, lives)
            select check_time, array_agg(life)
            from (
                select check_time, life, (row_number() over (partition by check_time order by life) - 1) / %d as part
                from (%s) as postponed
            ) as parts
            group by check_time, part
            """.formatted(MAX_ROW_OPERATIONS, POSTPONED);

    static final String CHECK = """
            with taken as (%s), checked as (%s), expired as (%s), changed as (%s), logged as (%s), put_back as (%s)
            select taken_rows, %s
            from (select count(*) as taken_rows from taken) as counted left join changed on true
            """.formatted(
                    TAKEN,
                    CHECKED,
                    EXPIRED,
                    ENDED,
                    ChangeSql.entries(ChangeKind.CHANGED),
                    PUT_BACK,
                    RowMapper.SNAPSHOT_COLUMNS);

    private static final Outcome.Failure DEADLINE_PASSED =
            failure(Reason.OPERATION_TIMEOUT, "The operation was not done before its deadline.");
    private static final Outcome.Failure LEASE_LAPSED =
            failure(Reason.LEASE_EXPIRED, "The lease lapsed: the producer did not renew it in time.");

    private final DatabaseClient database;
    private final CommitListeners listeners;

    LeaseChecks(DeadlineConnections connections, CommitListeners listeners) {
        this.database = connections.client();
        this.listeners = listeners;
    }

    /** Adds the reason to the message: in the basic view, the error has no details, which some clients cannot read. */
    private static Outcome.Failure failure(Reason reason, String message) {
        return new Outcome.Failure(new Status(reason.code(), message + " (" + reason + ")"), reason);
    }

    /** Ends all operations with an expired lease or deadline; emits their number. */
    Mono<Long> endExpired() {
        return check().repeat()
                .takeUntil(result -> !result.full())
                .reduce(0L, (sum, result) -> sum + result.ended().size());
    }

    private Mono<CheckResult> check() {
        return database.sql(CHECK)
                .bind(0, FailureJson.write(DEADLINE_PASSED))
                .bind(1, FailureJson.write(LEASE_LAPSED))
                .bind(2, DEADLINE_PASSED.error().number())
                .bind(3, LEASE_LAPSED.error().number())
                .map((Readable row) -> CheckRow.of(row))
                .all()
                // Rows may arrive before the commit; the completion signal does not, so all rows are collected first.
                .collectList()
                .map(CheckResult::of)
                .doOnNext(result -> listeners.committed(result.ended()));
    }

    /**
     * A row of the result of a check.
     *
     * @param takenRows the number of rows that the statement took
     * @param ended the end of an operation; null if none ended
     */
    private record CheckRow(long takenRows, @Nullable Revision ended) {

        static CheckRow of(Readable row) {
            long taken = Objects.requireNonNull(row.get("taken_rows", Long.class));
            boolean empty = row.get("life") == null;
            return new CheckRow(taken, empty ? null : RowMapper.snapshot(row).change());
        }
    }

    /**
     * The result of a check.
     *
     * @param full whether a limit was reached, so that more operations may be due
     */
    private record CheckResult(boolean full, List<Revision> ended) {

        static CheckResult of(List<CheckRow> rows) {
            List<Revision> ended =
                    rows.stream().map(CheckRow::ended).filter(Objects::nonNull).toList();
            return new CheckResult(rows.getFirst().takenRows() == MAX_ROWS || ended.size() == MAX_ENDED, ended);
        }
    }
}
