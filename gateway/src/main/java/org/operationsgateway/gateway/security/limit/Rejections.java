package org.operationsgateway.gateway.security.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.RetryInfo;
import org.operationsgateway.core.rpc.StatusException;

/** The failures of requests beyond a limit, and their number. Thread-safe. */
final class Rejections {

    private final Counter limited;

    Rejections(MeterRegistry meters) {
        this.limited = Counter.builder("gateway.security.limited")
                .description("The requests that exceeded a limit of their caller or of their address")
                .register(meters);
    }

    /** Counts a rejection, and returns it with a random delay up to a maximum. */
    StatusException rejection(Reason reason, String message, int maxRetryMillis) {
        limited.increment();
        Duration delay = Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, maxRetryMillis));
        return StatusException.of(reason, message, new RetryInfo(delay));
    }
}
