package org.operationsgateway.gateway.store;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.operation.Cancellation;

/**
 * The options of a creation. Immutable.
 *
 * @param cancellation the mode of cancellation
 * @param lease the time for which the producer may be silent; null for no lease
 * @param timeout the time from the creation to the deadline; null for no deadline
 * @param ttl the time for which the done operation is kept
 * @param creator a hash of the caller, by which its operations are counted; null for no caller
 */
public record CreateOptions(
        Cancellation cancellation,
        @Nullable Duration lease,
        @Nullable Duration timeout,
        Duration ttl,
        @Nullable UUID creator) {

    /** Immediate cancellation, no lease, no deadline, and a time to live of 30 days. */
    public static final CreateOptions DEFAULT =
            new CreateOptions(Cancellation.IMMEDIATE, null, null, Duration.ofDays(30), null);
}
