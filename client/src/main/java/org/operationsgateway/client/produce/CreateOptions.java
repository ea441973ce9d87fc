package org.operationsgateway.client.produce;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.operation.Cancellation;

/**
 * The options of an operation that a producer creates. Immutable.
 *
 * @param operationId the id; null for one that the gateway chooses
 * @param requestId makes a repetition by another process safe; null for one that the client chooses
 * @param metadata the first metadata; null for none
 * @param lease the time after which the operation fails if its producer is silent; null for none
 * @param timeout the limit on the time until the operation is done; null for none
 * @param ttl the time for which the done operation is kept; null for the default of the gateway
 * @param cancellation the mode of cancellation
 * @param maxUpdatesPerSecond the rate to which updates are conflated
 * @param onShutdown the fate of the operation when the client is closed
 */
public record CreateOptions(
        @Nullable String operationId,
        @Nullable String requestId,
        @Nullable Object metadata,
        @Nullable Duration lease,
        @Nullable Duration timeout,
        @Nullable Duration ttl,
        Cancellation cancellation,
        double maxUpdatesPerSecond,
        ShutdownPolicy onShutdown) {

    private static final Duration DEFAULT_LEASE = Duration.ofMinutes(1);
    private static final double DEFAULT_RATE = 4;

    private static final CreateOptions DEFAULTS = new CreateOptions(
            null, null, null, DEFAULT_LEASE, null, null, Cancellation.COOPERATIVE, DEFAULT_RATE, ShutdownPolicy.FAIL);

    /** Creates options; fails with {@link IllegalArgumentException} if the rate is not positive. */
    public CreateOptions {
        if (!(maxUpdatesPerSecond > 0)) {
            throw new IllegalArgumentException("maxUpdatesPerSecond must be positive: " + maxUpdatesPerSecond);
        }
    }

    /**
     * Returns the defaults: a lease of one minute, which the handle renews, cooperative cancellation, and at most four
     * updates per second.
     */
    public static CreateOptions defaults() {
        return DEFAULTS;
    }

    /** Returns these options with an id. */
    public CreateOptions withOperationId(String value) {
        return new CreateOptions(
                value, requestId, metadata, lease, timeout, ttl, cancellation, maxUpdatesPerSecond, onShutdown);
    }

    /** Returns these options with a request id. */
    public CreateOptions withRequestId(String value) {
        return new CreateOptions(
                operationId, value, metadata, lease, timeout, ttl, cancellation, maxUpdatesPerSecond, onShutdown);
    }

    /** Returns these options with metadata. */
    public CreateOptions withMetadata(Object value) {
        return new CreateOptions(
                operationId, requestId, value, lease, timeout, ttl, cancellation, maxUpdatesPerSecond, onShutdown);
    }

    /** Returns these options with a lease. */
    public CreateOptions withLease(Duration value) {
        return new CreateOptions(
                operationId, requestId, metadata, value, timeout, ttl, cancellation, maxUpdatesPerSecond, onShutdown);
    }

    /** Returns these options without a lease: the operation of a producer that crashes runs until its timeout. */
    public CreateOptions withoutLease() {
        return new CreateOptions(
                operationId, requestId, metadata, null, timeout, ttl, cancellation, maxUpdatesPerSecond, onShutdown);
    }

    /** Returns these options with a timeout. */
    public CreateOptions withTimeout(Duration value) {
        return new CreateOptions(
                operationId, requestId, metadata, lease, value, ttl, cancellation, maxUpdatesPerSecond, onShutdown);
    }

    /** Returns these options with a time to live. */
    public CreateOptions withTtl(Duration value) {
        return new CreateOptions(
                operationId, requestId, metadata, lease, timeout, value, cancellation, maxUpdatesPerSecond, onShutdown);
    }

    /** Returns these options with a mode of cancellation. */
    public CreateOptions withCancellation(Cancellation value) {
        return new CreateOptions(
                operationId, requestId, metadata, lease, timeout, ttl, value, maxUpdatesPerSecond, onShutdown);
    }

    /** Returns these options with a rate of updates. */
    public CreateOptions withMaxUpdatesPerSecond(double value) {
        return new CreateOptions(
                operationId, requestId, metadata, lease, timeout, ttl, cancellation, value, onShutdown);
    }

    /** Returns these options with a policy for the shutdown of the client. */
    public CreateOptions withShutdownPolicy(ShutdownPolicy value) {
        return new CreateOptions(
                operationId, requestId, metadata, lease, timeout, ttl, cancellation, maxUpdatesPerSecond, value);
    }
}
