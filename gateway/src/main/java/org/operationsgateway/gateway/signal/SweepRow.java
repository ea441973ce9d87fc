package org.operationsgateway.gateway.signal;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.feed.SweepResult.RevisionRange;
import org.operationsgateway.gateway.collection.log.LoggedTransaction;
import org.operationsgateway.gateway.collection.log.PgSnapshot;
import org.operationsgateway.gateway.store.RowMapper;

/** A row that a sweep reads: the database at the time of the sweep, or the changes of one incarnation. Immutable. */
sealed interface SweepRow {

    /** The columns of {@link Database}, except those that depend on the last sweep. */
    String DATABASE_COLUMNS = """
            pg_current_snapshot()::text as snapshot, %s as latest, server_history() as history,
            concat_ws(' ', pg_postmaster_start_time(),
                (select oid from pg_database where datname = current_database()),
                pg_relation_filenode('operation_event')) as instance,
            (select purged_xid from gateway)::text as purged
            """.formatted(LoggedTransaction.LATEST);

    /**
     * The database at the time of a sweep.
     *
     * @param snapshot the snapshot up to the latest transaction in the log
     * @param history the history that the server writes; empty in part where it does not permit to read it
     * @param instance the process of the server, the database and the file of the log
     * @param purgedXid the latest transaction with purged log entries
     * @param lastCheck the check of the log entry that was the latest one at the last sweep; null if it is missing
     */
    record Database(
            PgSnapshot snapshot,
            String history,
            String instance,
            long purgedXid,
            @Nullable Long lastCheck) implements SweepRow {

        static Database of(Readable row) {
            return new Database(
                    PgSnapshot.parse(text(row, "snapshot")).upTo(LoggedTransaction.parse(text(row, "latest"))),
                    text(row, "history"),
                    text(row, "instance"),
                    Long.parseLong(text(row, "purged")),
                    row.get("last_check", Long.class));
        }

        /** Returns whether the server, or the log, is another one: then commits since the last sweep may be lost. */
        boolean isRestarted(Database last) {
            return !history.equals(last.history) || !instance.equals(last.instance);
        }

        /** Returns whether changes that the last sweep has read may be lost. */
        boolean isOtherHistory(Database last) {
            return !history.equals(last.history)
                    || !snapshot.covers(last.snapshot)
                    || !last.snapshot.isConfirmedBy(lastCheck, purgedXid);
        }
    }

    /** The changes of one incarnation. */
    record Changes(RevisionRange changes, long entries) implements SweepRow {}

    static SweepRow of(Readable row) {
        return row.get("snapshot") == null ? new Changes(changes(row), number(row, "entries")) : Database.of(row);
    }

    private static RevisionRange changes(Readable row) {
        return new RevisionRange(
                RowMapper.name(row).parent(),
                number(row, "life"),
                number(row, "first"),
                number(row, "last"),
                number(row, "bytes"));
    }

    private static long number(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class));
    }
}
