package org.operationsgateway.gateway.security.limit;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.RetryInfo;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.metrics.GatewayMeter;
import org.operationsgateway.gateway.metrics.Meters;

/** The failures of requests beyond a limit, and their number. Thread-safe. */
final class Rejections {

    private final Counter limited;

    Rejections(Meters meters) {
        this.limited = meters.counter(GatewayMeter.SECURITY_LIMITED);
    }

    /** Counts a rejection, and returns it with a random delay up to a maximum. */
    StatusException rejection(Reason reason, String message, int maxRetryMillis) {
        limited.increment();
        Duration delay = Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, maxRetryMillis));
        return StatusException.of(reason, message, new RetryInfo(delay));
    }
}
