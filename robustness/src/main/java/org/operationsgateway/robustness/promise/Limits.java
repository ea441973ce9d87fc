package org.operationsgateway.robustness.promise;

import java.time.Duration;

/**
 * The limits of the promises that have one.
 *
 * @param isolation the maximum delay of an event while another reader stalls
 * @param drain the maximum time from SIGTERM to the exit of a replica
 * @param cursorAge the age of a cursor up to which the log is certainly complete
 * @param expiry the maximum time from the last change of an abandoned operation to its end
 * @param firstEvent the maximum time from the request of a stream to its first event
 */
public record Limits(Duration isolation, Duration drain, Duration cursorAge, Duration expiry, Duration firstEvent) {}
