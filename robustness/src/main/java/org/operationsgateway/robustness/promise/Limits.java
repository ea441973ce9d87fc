package org.operationsgateway.robustness.promise;

import java.time.Duration;

/**
 * The limits of the promises that have one.
 *
 * @param isolation the maximum delay of an event while another reader stalls
 * @param drain the maximum time from SIGTERM to the exit of a replica
 * @param cursorAge the age of a cursor up to which the log is certainly complete
 * @param expiry the maximum time from the last change of an abandoned operation to its end
 * @param answer the maximum time from a request to its answer, or to the first event of a stream
 * @param rewind the maximum time from the first write after a loss of revisions to the resets
 */
public record Limits(
        Duration isolation, Duration drain, Duration cursorAge, Duration expiry, Duration answer, Duration rewind) {

    /** The length of the leases and of the grace period, the interval of checks, and the same twice again. */
    private static final Duration EXPIRY = Duration.ofSeconds(9);

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final Duration REWIND = Duration.ofSeconds(10);

    /**
     * Returns the limits of a run.
     *
     * @param keepDeleted the time for which the log of a deleted operation is kept
     */
    public static Limits of(Duration isolation, Duration drain, Duration keepDeleted) {
        // Cursors may arrive late.
        Duration cursorAge = keepDeleted.multipliedBy(4).dividedBy(10);
        return new Limits(isolation, drain, cursorAge, EXPIRY, ANSWER, REWIND);
    }
}
