package org.operationsgateway.gateway.store;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Transition;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.revision.RevisionTag;
import org.operationsgateway.gateway.revision.StoredOperation;
import reactor.core.publisher.Mono;

/**
 * The results of changes whose statement matched no row, by the rules of the model for the operation as it is now. So
 * the loser of a race, and a late request, get the reason. Thread-safe.
 */
final class UnappliedChanges {

    private final OperationReader reader;
    private final RecentRequests recent;

    UnappliedChanges(OperationReader reader, RecentRequests recent) {
        this.reader = reader;
        this.recent = recent;
    }

    /**
     * Returns the operation if the change leaves it as it is, or if the same request has made it before; otherwise
     * fails with the reason.
     */
    Mono<StoredOperation> resolve(OperationChange change) {
        Mono<StoredOperation> resolved = resolve(change.name(), change.expected(), change.transition());
        RequestFingerprint request = change.request();
        return request == null
                ? resolved
                : recent.contain(change.name(), request)
                        .flatMap(retried -> retried ? reader.current(change.name()) : resolved);
    }

    /**
     * Returns the operation if the change leaves it as it is; otherwise fails with the reason.
     *
     * @param expected the revision that the client expects; null for any
     */
    Mono<StoredOperation> resolve(
            OperationName name, @Nullable RevisionTag expected, Function<Operation, Transition> transition) {
        return reader.current(name).flatMap(current -> switch (transition.apply(current.operation())) {
            // Succeeds even if an earlier revision is expected: the client may have made it before (RFC 9110, 13.1.1).
            case Transition.Unchanged unchanged -> Mono.just(current);
            case Transition.Refused refused ->
                Mono.error(
                        expected == null || expected.matches(current.tag())
                                ? refused.toException()
                                : etagMismatch(name));
            // Missing or done when the statement ran, and deleted and created again before this read.
            case Transition.Changed changed ->
                Mono.error(expected == null ? OperationReader.notFound(name) : etagMismatch(name));
        });
    }

    static StatusException etagMismatch(OperationName name) {
        return StatusException.of(
                Reason.ETAG_MISMATCH,
                "The operation " + name + " is not at the revision of the etag: read it again before you retry.");
    }
}
