package org.operationsgateway.gateway.revision;

import java.util.List;
import org.operationsgateway.core.name.OperationName;
import reactor.core.publisher.Mono;

/** The log of operations: every committed change, in order and without gaps. */
@FunctionalInterface
public interface RevisionLog {

    /**
     * The log of one life of an operation, in order, from the revision after {@code id} on.
     *
     * @param name whose life it is
     * @param limit how many entries at most; there may be fewer than that and still more to come, if they are large
     * @return the entries; empty if there is none, or the log is gone; fails if the database does
     */
    Mono<List<Revision>> after(OperationName name, RevisionId id, int limit);
}
