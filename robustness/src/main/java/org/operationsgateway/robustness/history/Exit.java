package org.operationsgateway.robustness.history;

import java.time.Duration;
import java.time.Instant;

/**
 * The exit of a replica after SIGTERM.
 *
 * @param signalled the time of the signal
 * @param duration the time from the signal to the exit
 * @param code the exit code; 137 if the replica had to be killed
 */
public record Exit(String replica, Instant signalled, Duration duration, int code) {

    /** Returns this exit of a replica behind a proxy, whose clients know the name of the proxy only. */
    public Exit behind(String proxy) {
        return new Exit(proxy, signalled, duration, code);
    }

    /** Returns whether the replica was stopping at a time, with one second of tolerance after the exit. */
    public boolean covers(Instant time) {
        return !time.isBefore(signalled)
                && !time.isAfter(signalled.plus(duration).plusSeconds(1));
    }
}
