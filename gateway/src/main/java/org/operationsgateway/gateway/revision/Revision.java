package org.operationsgateway.gateway.revision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.gateway.tracing.TraceId;

/** A committed change of an operation: one entry of the log. Immutable. */
public sealed interface Revision permits Revision.Changed, Revision.CancelRequested, Revision.Deleted {

    /** Returns the revision id. */
    RevisionId id();

    /** Returns the revision id with the check of the commit time. */
    default RevisionTag tag() {
        return RevisionTag.of(id(), time());
    }

    /** Returns the time of the change, by the database clock. */
    Instant time();

    /** Returns the name of the operation. */
    OperationName name();

    /**
     * The columns of a revision that are no part of the operation. Immutable.
     *
     * @param createTime the time of the creation of the incarnation
     * @param cancelRequested whether there was a cancellation request
     * @param expireTime the time at which the operation is deleted; null while it is running, and if it is deleted
     * @param traceId the trace of the request that made the revision; null for none
     */
    record Details(
            Instant createTime,
            boolean cancelRequested,
            @Nullable Instant expireTime,
            @Nullable TraceId traceId) {}

    /**
     * A new state of the operation.
     *
     * @param operation the whole operation as committed
     */
    record Changed(RevisionId id, Instant time, Operation operation, Details details) implements Revision {
        @Override
        public OperationName name() {
            return operation.name();
        }
    }

    /**
     * A cancellation request, which the producer has not acted on yet.
     *
     * @param operation the whole operation, unchanged by the request
     */
    record CancelRequested(RevisionId id, Instant time, Operation operation, Details details) implements Revision {
        @Override
        public OperationName name() {
            return operation.name();
        }
    }

    /**
     * The deletion of the operation: the last revision of its incarnation.
     *
     * @param traceId the trace of the request that deleted it; null for none
     */
    record Deleted(
            RevisionId id,
            Instant time,
            OperationName name,
            @Nullable TraceId traceId) implements Revision {}
}
