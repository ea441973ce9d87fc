package org.operationsgateway.gateway.revision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.operation.Cancellation;
import org.operationsgateway.core.operation.Operation;

/**
 * The current state of an operation, with what the store knows of it.
 *
 * @param id the latest revision
 * @param createTime when this life of the operation began
 * @param updateTime when the latest revision was written
 * @param cancellation what a request to stop it brings about
 * @param cancelRequested whether somebody asked for it to stop
 * @param leaseExpireTime when it fails unless its producer shows that it lives; null if it is done, or has no lease
 * @param expireTime when it will be deleted; null while it runs
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
        Operation operation) {

    /** When the operation was done; null while it runs. What is done does not change, so it was the latest change. */
    public @Nullable Instant endTime() {
        return operation.done() ? updateTime : null;
    }

    /** The entry of the log for a change that has brought this state about. */
    public Revision change() {
        return new Revision.Changed(id, updateTime, operation);
    }

    /** The latest entry of the log, as far as this state tells; a request to stop that is still open is told anew. */
    public Revision latest() {
        return cancelRequested && !operation.done()
                ? new Revision.CancelRequested(id, updateTime, operation)
                : new Revision.Changed(id, updateTime, operation);
    }
}
