package org.operationsgateway.gateway.http;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.operationsgateway.core.rpc.StatusException;

/**
 * The limits on one body. Immutable.
 *
 * @param maxBytes the maximum size
 * @param announced the size that the request announces; negative if it announces none
 * @param timeoutNanos the time in addition to the time at the least rate
 * @param minRate the least rate, in bytes per second
 * @param failure the failure of a body that is too large
 */
record BodyLimits(int maxBytes, long announced, long timeoutNanos, long minRate, Supplier<StatusException> failure) {

    /** Returns the capacity to begin with. */
    int firstCapacity(int unannounced) {
        return announced < 0 ? Math.min(unannounced, maxBytes) : (int) Math.min(announced, maxBytes);
    }

    /** Returns the capacity for a body that has filled the previous one. */
    int nextCapacity(int length) {
        return announced >= 0 ? length : (int) Math.min(maxBytes, 2L * length);
    }

    /** Returns the time in which this many bytes must have arrived. */
    long nanosFor(int bytes) {
        return timeoutNanos + TimeUnit.SECONDS.toNanos(bytes) / minRate;
    }

    StatusException tooLarge() {
        return failure.get();
    }
}
