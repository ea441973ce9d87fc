package org.operationsgateway.gateway.revision;

import java.util.List;
import org.operationsgateway.core.name.OperationName;
import reactor.core.publisher.Mono;

/**
 * The log of operations: every committed revision, in order and without gaps; and the current state of operations.
 * Implementations are thread-safe.
 *
 * <p>Each query to the database starts after the subscription.
 */
public interface RevisionLog {

    /**
     * Reads the revisions of one incarnation that follow a revision, in order.
     *
     * @param name the name of the operation
     * @param id the revision before the first one to read
     * @param limit the maximum number of revisions; fewer may be returned, although more exist, if they are large
     * @return the revisions; an empty list if there are none, or the log was purged; fails if the database fails
     */
    Mono<List<Revision>> after(OperationName name, RevisionId id, int limit);

    /** Reads the current state of an operation; fails with NOT_FOUND if it does not exist. */
    Mono<StoredOperation> current(OperationName name);
}
