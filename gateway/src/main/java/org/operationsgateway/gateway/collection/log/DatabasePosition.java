package org.operationsgateway.gateway.collection.log;

/**
 * Where the database stands.
 *
 * @param database which database it is
 * @param now this moment
 * @param cursor this moment, as a stream may keep it
 * @param purged the latest transaction whose entries of the log have been purged; 0 if none
 */
public record DatabasePosition(String database, PgSnapshot now, PgSnapshot cursor, long purged) {

    /**
     * Whether the log still holds everything that was not visible at some moment.
     *
     * <p>A transaction in progress then may have been purged even if a later one was visible: so all that were purged
     * must be from before the first one in progress.
     */
    public boolean reachesBackTo(PgSnapshot moment) {
        return purged < moment.xmin();
    }
}
