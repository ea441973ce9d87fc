package org.operationsgateway.gateway.collection.log;

/**
 * The position of the database and of its log at the time of a query. Immutable.
 *
 * @param databaseId the id of the database, by which the cursors of another database are detected
 * @param current the snapshot of the query
 * @param durable the same snapshot up to the latest transaction in the log: a cursor that survives a crash of the
 *     server
 * @param purgedXid the latest transaction with purged log entries; 0 if there is none
 */
public record DatabasePosition(String databaseId, PgSnapshot current, PgSnapshot durable, long purgedXid) {

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
