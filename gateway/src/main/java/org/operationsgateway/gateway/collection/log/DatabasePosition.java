package org.operationsgateway.gateway.collection.log;

import org.jspecify.annotations.Nullable;

/**
 * The position of the database and of its log at the time of a query. Immutable.
 *
 * @param databaseId the id of the database, by which the cursors of another database are detected
 * @param history the history that the server writes, by which the cursors of another one are detected: 8 hexadecimal
 *     digits
 * @param current the snapshot of the query
 * @param durable the same snapshot up to the latest transaction in the log: a cursor that survives a crash of the
 *     server
 * @param purgedXid the latest transaction with purged log entries; 0 if there is none
 * @param check the check of the last entry of the requested transaction; null if it has no entry
 */
public record DatabasePosition(
        String databaseId,
        String history,
        PgSnapshot current,
        PgSnapshot durable,
        long purgedXid,
        @Nullable Long check) {

    /**
     * Returns whether the log still contains every change that is not visible in a snapshot.
     *
     * <p>A transaction that is still in progress has no purged entries, so one that was opened long ago, in whatever
     * database of the server, does not invalidate cursors.
     */
    public boolean logReachesBackTo(PgSnapshot snapshot) {
        return purgedXid < snapshot.xmax()
                && snapshot.inProgress().stream().allMatch(xid -> xid > purgedXid || current.isInProgress(xid));
    }
}
