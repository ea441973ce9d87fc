package org.operationsgateway.robustness.log;

import java.time.Instant;

/**
 * An entry of the log.
 *
 * @param id the revision
 * @param name the name of the operation
 * @param done whether the operation is done
 * @param json the operation as sent to clients; empty for a deletion
 * @param time the time of the write, by the clock of the database
 */
public record LogEntry(EventId id, Change change, String name, boolean done, String json, Instant time) {

    /** The kind of change of a revision. */
    public enum Change {
        STATE,
        CANCEL_REQUESTED,
        DELETED
    }

    /** Returns whether the entry contains the done state of the operation. */
    public boolean terminal() {
        return done && change == Change.STATE;
    }
}
