package org.operationsgateway.robustness.history;

import java.time.Instant;

/**
 * One attempt of a producer to change an operation.
 *
 * @param sequence a unique number. The metadata contains it, except for cancellations and deletions, which have none.
 * @param name the name of the operation
 * @param outcome the outcome by the response
 * @param answer the body of the response; empty unless the write was acknowledged
 * @param started the time of the request
 * @param ended the time of the response or the failure
 */
public record Write(
        long sequence, Kind kind, String name, Outcome outcome, String answer, Instant started, Instant ended) {

    /** The kind of a write. */
    public enum Kind {
        CREATE,
        UPDATE,
        COMPLETE,
        CANCEL,
        DELETE
    }

    /** The outcome of a write. */
    public enum Outcome {
        /** The server acknowledged the write. */
        ACKNOWLEDGED,
        /** The server rejected the write, which had no effect. */
        REFUSED,
        /** The server failed or did not respond, so the write may have had an effect. */
        UNKNOWN
    }

    /** Returns whether the log contains the sequence number of the write. */
    public boolean isNumbered() {
        return kind != Kind.CANCEL && kind != Kind.DELETE;
    }
}
