package org.operationsgateway.robustness.log;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

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

    private static final int CHECK_DIGITS = 5;
    private static final long CHECKS = 36L * 36 * 36 * 36 * 36;

    /** The kind of change of a revision. */
    public enum Change {
        STATE,
        CANCEL_REQUESTED,
        DELETED
    }

    /** Returns whether an event id is that of this entry. Event ids of earlier versions have no check of the time. */
    public boolean matches(String eventId) {
        return eventId.equals(id.toString()) || eventId.equals(id + "-" + check());
    }

    private String check() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
        String digits = Long.toString(Math.floorMod(micros, CHECKS), EventId.RADIX);
        return "0".repeat(CHECK_DIGITS - digits.length()) + digits;
    }

    /** Returns whether the entry contains the done state of the operation. */
    public boolean terminal() {
        return done && change == Change.STATE;
    }
}
