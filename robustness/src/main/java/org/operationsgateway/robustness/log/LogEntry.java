package org.operationsgateway.robustness.log;

import java.time.Instant;

/**
 * One entry of the database's log.
 *
 * @param id which revision
 * @param change what kind of change
 * @param name whose
 * @param done whether the operation is done
 * @param json the operation as the wire has it; of a deletion, empty
 * @param time when it was written, by the database's clock
 */
public record LogEntry(EventId id, Change change, String name, boolean done, String json, Instant time) {

    /** What kind of change an entry tells of. */
    public enum Change {
        STATE,
        CANCEL_REQUESTED,
        DELETED
    }

    /** Whether the state that this entry commits is the operation's last. */
    public boolean terminal() {
        return done && change == Change.STATE;
    }
}
