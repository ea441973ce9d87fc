package org.operationsgateway.gateway.revision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The result of a lease renewal. Immutable.
 *
 * @param cancelRequested whether there was a cancellation request
 * @param leaseExpireTime the time at which the lease lapses, unless it is renewed; null if the operation has no lease
 */
public record LeaseStatus(boolean cancelRequested, @Nullable Instant leaseExpireTime) {

    /** Returns the lease status of a stored operation. */
    public static LeaseStatus of(StoredOperation operation) {
        return new LeaseStatus(operation.cancelRequested(), operation.leaseExpireTime());
    }
}
