package org.operationsgateway.gateway.store;

import org.operationsgateway.gateway.revision.ChangeKind;
import org.operationsgateway.gateway.revision.RevisionTag;

/**
 * The SQL text of changes. A statement changes the row of an operation and appends the revision to the log, so the two
 * always agree.
 */
public final class ChangeSql {

    /** The number of requests that the row of an operation records. */
    private static final int MAX_RECENT_REQUESTS = 16;

    private ChangeSql() {}

    /**
     * Returns a statement that makes a change and returns the changed rows, for {@link RowMapper#snapshot}.
     *
     * @param kind the kind of the log entries
     * @param change an insert into or an update of {@code operation}, without {@code returning}
     */
    public static String of(ChangeKind kind, String change) {
        return of(Integer.toString(kind.number()), change);
    }

    /**
     * Returns a statement that makes a change and returns the changed rows, for {@link RowMapper#snapshot}.
     *
     * @param kind an expression over a changed row: the number of the {@link ChangeKind}
     * @param change an insert into or an update of {@code operation}, without {@code returning}
     */
    static String of(String kind, String change) {
        return """
                with changed as (%s returning *), logged as (%s)
                select %s from changed
                """.formatted(change, entries(kind), RowMapper.SNAPSHOT_COLUMNS);
    }

    /** Returns the insert that appends the rows of {@code changed} to the log. */
    public static String entries(ChangeKind kind) {
        return entries(Integer.toString(kind.number()));
    }

    private static String entries(String kind) {
        return """
                insert into operation_event
                    (life, revision, change, name, done, metadata, response, error, create_time,
                    cancel_requested, time, xid, trace_id)
                select life, revision, %s, name, done, metadata, response, error, create_time,
                    cancel_requested, update_time, xid, case when trace_revision = revision then trace_id end
                from changed
                """.formatted(kind);
    }

    /**
     * Returns the condition that a row of {@code operation} is at the revision that a client expects. Each argument is
     * an expression of type {@code bigint}, and null for any value.
     *
     * @param check an expression for the {@linkplain RevisionTag#check check} of the commit time; compared last, so
     *     that a change without it costs nothing more
     */
    static String isExpected(String incarnation, String revision, String check) {
        return """
                (life, revision) = (coalesce(%1$s, life), coalesce(%2$s, revision))
                and (%3$s::bigint is null or %4$s = %3$s)
                """.formatted(incarnation, revision, check, check("update_time"));
    }

    /**
     * Returns the condition that a request has not changed the row of {@code operation} before.
     *
     * @param request an expression for the hash of the request id; null if the request has none
     */
    static String isNewRequest(String request) {
        return "(%s = any(recent_requests)) is not true".formatted(request);
    }

    /**
     * Returns the assignment that adds a request to the recent ones of an operation, which are limited.
     *
     * @param request an expression for the hash of the request id; null if the request has none
     * @param hash an expression for the hash of the whole request
     */
    static String recordRequest(String request, String hash) {
        return """
                recent_requests = case when %1$s is null then recent_requests
                    else (array[%1$s, %2$s] || recent_requests)[1 : %3$d] end
                """.formatted(request, hash, 2 * MAX_RECENT_REQUESTS);
    }

    /**
     * Returns an expression for the {@linkplain RevisionTag#check check} of a commit time.
     *
     * @param time an expression for the time
     */
    public static String check(String time) {
        return "mod((extract(epoch from %s) * 1000000)::bigint, %d)".formatted(time, RevisionTag.MODULUS);
    }

    /**
     * Returns the assignments that set the times of an update. They use one clock value, which is later than that of
     * every previous change of the operation, because the clock is read after the row is locked.
     *
     * @param done a boolean expression: the operation is done after the update
     */
    public static String times(String done) {
        return """
                (update_time, end_time, expire_time) = (
                    select now, case when %1$s then now end, case when %1$s then now + ttl end
                    from (select clock_timestamp() as now) as clock
                )
                """.formatted(done);
    }

    /**
     * Returns the assignments of the trace that makes the next revision. A change without them makes a revision without
     * a trace.
     *
     * @param id an expression for the trace id; null if there is none
     */
    static String trace(String id) {
        return "trace_id = %1$s, trace_revision = case when %1$s is not null then revision + 1 end".formatted(id);
    }

    /**
     * Returns the assignments that renew the lease. None of these columns has an index, so a renewal writes to none.
     *
     * @param done a boolean expression: the operation is done after the update, and has no lease any more
     * @param seconds an expression for the new length of the lease; null to keep the length
     */
    static String renewal(String done, String seconds) {
        return """
                lease = coalesce(make_interval(secs => %2$s), lease),
                lease_expire_time = case when not %1$s
                    then clock_timestamp() + coalesce(make_interval(secs => %2$s), lease) end
                """.formatted(done, seconds);
    }

    /**
     * Returns a statement that deletes operations and returns the last revisions of their incarnations, for
     * {@link RowMapper#deletion}.
     *
     * @param condition selects the rows of {@code operation}
     */
    public static String deletion(String condition) {
        return deletion("null::uuid", "", condition);
    }

    /**
     * Returns a statement that deletes operations and returns the last revisions of their incarnations, for
     * {@link RowMapper#deletion}.
     *
     * @param trace an expression for the trace id
     * @param using a clause with the requests, or an empty text
     * @param condition selects the rows of {@code operation}
     */
    static String deletion(String trace, String using, String condition) {
        return """
                with deleted as (
                    delete from operation %1$s where %2$s
                    returning life, revision + 1 as revision, name, done, create_time, clock_timestamp() as time,
                        %3$s as trace_id
                ), logged as (
                    insert into operation_event (life, revision, change, name, done, create_time, time, xid, trace_id)
                    select life, revision, %4$d, name, done, create_time, time, pg_current_xact_id(), trace_id
                    from deleted
                )
                select life, revision, %4$d::smallint as change, name, time, trace_id from deleted
                """.formatted(using, condition, trace, ChangeKind.DELETED.number());
    }
}
