package org.operationsgateway.gateway.revision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.operation.Cancellation;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.gateway.tracing.TraceId;

/**
 * The current row of an operation: its state, its revision id and its times, by the database clock. Immutable.
 *
 * @param id the id of the latest revision
 * @param createTime the time of the creation of this incarnation
 * @param updateTime the time of the latest revision
 * @param cancellation the mode of cancellation
 * @param cancelRequested whether there was a cancellation request
 * @param leaseExpireTime the time at which the lease lapses, unless it is renewed; null if the operation is done or has
 *     no lease
 * @param expireTime the time at which the operation is deleted; null while it is running
 * @param traceId the trace of the request that made the latest revision; null for none
 * @param operation the operation itself
 */
public record StoredOperation(
        RevisionId id,
        Instant createTime,
        Instant updateTime,
        Cancellation cancellation,
        boolean cancelRequested,
        @Nullable Instant leaseExpireTime,
        @Nullable Instant expireTime,
        @Nullable TraceId traceId,
        Operation operation) {

    /** Returns the id of the latest revision with the check of its commit time. */
    public RevisionTag tag() {
        return RevisionTag.of(id, updateTime);
    }

    /** Returns the time at which the operation was done; null while it is running. */
    public @Nullable Instant endTime() {
        // A done operation does not change, so its end was the latest change.
        return operation.done() ? updateTime : null;
    }

    /** Returns the revision of a change of state that led to this row. */
    public Revision change() {
        return new Revision.Changed(id, updateTime, operation, details());
    }

    /** Returns the latest revision, as a cancellation request while the producer has not acted on one. */
    public Revision latest() {
        return cancelRequested && !operation.done()
                ? new Revision.CancelRequested(id, updateTime, operation, details())
                : new Revision.Changed(id, updateTime, operation, details());
    }

    private Revision.Details details() {
        return new Revision.Details(createTime, cancelRequested, expireTime, traceId);
    }
}
