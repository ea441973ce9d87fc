package org.operationsgateway.gateway.admission;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.RetryInfo;
import org.operationsgateway.core.rpc.StatusException;

/** The rejection of changes beyond the capacity. */
public final class Overload {

    private static final long MIN_RETRY_MILLIS = 250;
    private static final long MAX_RETRY_MILLIS = 1000;

    private Overload() {}

    /** Returns a RESOURCE_EXHAUSTED failure with a random retry delay, which spreads the retries. */
    public static StatusException rejection() {
        Duration delay = Duration.ofMillis(ThreadLocalRandom.current().nextLong(MIN_RETRY_MILLIS, MAX_RETRY_MILLIS));
        return StatusException.of(
                Reason.OVERLOADED,
                "Too many changes are pending. Nothing was changed: retry after the delay.",
                new RetryInfo(delay));
    }
}
