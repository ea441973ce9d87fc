package org.operationsgateway.robustness.history;

import java.time.Duration;
import java.time.Instant;

/**
 * A replica that was asked to stop by SIGTERM.
 *
 * @param code its exit code; that of SIGKILL, 137, if it had to be killed at last
 * @param took how long it took
 */
public record Exit(String replica, Instant asked, Duration took, int code) {

    /** Whether the replica was on its way out then. */
    public boolean covers(Instant time) {
        return !time.isBefore(asked) && !time.isAfter(asked.plus(took).plusSeconds(1));
    }
}
