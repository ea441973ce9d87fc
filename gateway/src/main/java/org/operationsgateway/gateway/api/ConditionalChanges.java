package org.operationsgateway.gateway.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.api.request.ApiRequest;
import org.operationsgateway.gateway.api.request.Etags;
import org.operationsgateway.gateway.revision.RevisionTag;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.store.OperationReader;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/**
 * The precondition of changes: the etags of a request, reduced to the single revision that the store compares.
 * Thread-safe.
 *
 * @see <a href="https://google.aip.dev/154">AIP-154</a>
 */
@Component
class ConditionalChanges {

    /** A change of one revision of an operation. */
    @FunctionalInterface
    interface Change<T> {

        /**
         * Returns the change, which fails with ABORTED if the operation has another revision.
         *
         * @param expected null for any revision
         */
        Mono<T> apply(@Nullable RevisionTag expected);
    }

    private final OperationReader reader;

    ConditionalChanges(OperationReader reader) {
        this.reader = reader;
    }

    /** Applies a change with the etags of a request. Several etags cost a read of the current revision. */
    <T> Mono<T> apply(ServerRequest request, Change<T> change) {
        List<RevisionTag> expected = Etags.expected(request);
        if (expected.size() <= 1) {
            return change.apply(expected.isEmpty() ? null : expected.getFirst());
        }
        return reader.current(ApiRequest.name(request))
                .map(StoredOperation::tag)
                .filter(current -> expected.stream().anyMatch(tag -> tag.matches(current)))
                .defaultIfEmpty(expected.getFirst())
                .flatMap(change::apply);
    }
}
