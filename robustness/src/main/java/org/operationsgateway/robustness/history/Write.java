package org.operationsgateway.robustness.history;

import java.time.Instant;

/**
 * One attempt of a producer to change something.
 *
 * @param sequence a number of its own, which it writes into the metadata; of a cancellation or deletion, which carry
 *     none, only its place in the order of attempts
 * @param kind what it tried
 * @param name the operation
 * @param outcome what it was told
 * @param answer the body of the answer; empty unless it was acknowledged
 * @param ended when it knew
 */
public record Write(long sequence, Kind kind, String name, Outcome outcome, String answer, Instant ended) {

    /** What can be tried. */
    public enum Kind {
        CREATE,
        UPDATE,
        COMPLETE,
        CANCEL,
        DELETE
    }

    /** What a producer can be told. */
    public enum Outcome {
        /** It is done. */
        ACKNOWLEDGED,
        /** It is not done, and the server says so. */
        REFUSED,
        /** It may be done: the server failed, or was gone. */
        UNKNOWN
    }

    /** Whether the log shows it by its number. */
    public boolean numbered() {
        return kind != Kind.CANCEL && kind != Kind.DELETE;
    }
}
