package org.operationsgateway.gateway.store;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.operation.Cancellation;

/**
 * What is agreed on when an operation is created: what may end it besides its producer, and how long it is kept.
 *
 * @param cancellation what a request to stop it will bring about
 * @param lease how long its producer may be silent before it fails; null for any time
 * @param timeout how long it may take before it fails; null for any time
 * @param ttl how long it is kept once it is done
 */
public record CreateOptions(
        Cancellation cancellation,
        @Nullable Duration lease,
        @Nullable Duration timeout,
        Duration ttl) {

    /** It can be stopped at once, takes as long as it takes, and is kept for thirty days. */
    public static final CreateOptions DEFAULT =
            new CreateOptions(Cancellation.IMMEDIATE, null, null, Duration.ofDays(30));
}
