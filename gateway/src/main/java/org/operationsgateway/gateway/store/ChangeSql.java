package org.operationsgateway.gateway.store;

/** The text of a statement that changes operations and appends each change to the log, so that the two never disagree. */
public final class ChangeSql {

    private ChangeSql() {}

    /**
     * A change that returns snapshots.
     *
     * @param kind an expression for which kind of entry it is in the log
     * @param change an insert or an update of {@code operation}, without {@code returning}
     */
    public static String of(String kind, String change) {
        return """
                with changed as (%s returning *), logged as (%s)
                select %s from changed
                """.formatted(change, entries(kind), RowMapper.SNAPSHOT_COLUMNS);
    }

    /** What appends the rows of {@code changed} to the log. */
    public static String entries(String kind) {
        return """
                insert into operation_event
                    (life, revision, change, name, done, metadata, response, error, create_time,
                    cancel_requested, time, xid)
                select life, revision, %s, name, done, metadata, response, error, create_time,
                    cancel_requested, update_time, xid
                from changed
                """.formatted(kind);
    }

    /**
     * The assignments of an update that say when it was made. What they say is one moment, later than every change that
     * was made before: the clock is read once the row is locked.
     *
     * @param done an expression for whether the operation is done by it
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
     * The assignments of an update by which a producer shows that it is at work. The time of the next look is only ever
     * brought forward: it is the one of these that an index has.
     *
     * @param done an expression for whether the operation is done by it, and needs no lease
     * @param seconds an expression for how long the lease is from now on; null to keep what was agreed on
     */
    public static String renewal(String done, String seconds) {
        String expiry = "clock_timestamp() + coalesce(make_interval(secs => " + seconds + "), lease)";
        return """
                lease = coalesce(make_interval(secs => %2$s), lease),
                lease_expire_time = case when not %1$s then %3$s end,
                wake_time = case when not %1$s then least(wake_time, %3$s) end
                """.formatted(done, seconds, expiry);
    }

    /** A deletion of those that meet a condition; returns the last revisions of their lives. */
    public static String deletion(String condition) {
        return """
                with deleted as (
                    delete from operation where %s
                    returning life, revision + 1 as revision, name, done, create_time, clock_timestamp() as time
                ), logged as (
                    insert into operation_event (life, revision, change, name, done, create_time, time, xid)
                    select life, revision, 2, name, done, create_time, time, pg_current_xact_id() from deleted
                )
                select life, revision, 2::smallint as change, name, time from deleted
                """.formatted(condition);
    }
}
