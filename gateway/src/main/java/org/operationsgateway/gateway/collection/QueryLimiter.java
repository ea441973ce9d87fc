package org.operationsgateway.gateway.collection;

import org.operationsgateway.gateway.fanout.PermitQueue;
import reactor.core.publisher.Mono;

/**
 * A limit on concurrent queries, granted in FIFO order, so that many streams that resume at the same time leave
 * connections of the pool to other requests. Thread-safe.
 */
final class QueryLimiter {

    private final PermitQueue permits;

    QueryLimiter(int maxConcurrent) {
        this.permits = new PermitQueue(maxConcurrent);
    }

    /**
     * Returns the query, subscribed to once a permit is granted. It must not be cancelled: the permit would be lost.
     */
    <T> Mono<T> limit(Mono<T> query) {
        return Mono.<Boolean>create(granted -> {
                    if (permits.acquire(1, () -> granted.success(true))) {
                        granted.success(true);
                    }
                })
                .flatMap(granted -> query.doFinally(end -> permits.release(1)));
    }
}
