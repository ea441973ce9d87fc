package org.operationsgateway.gateway.collection;

import reactor.core.publisher.Mono;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolBuilder;

/** A limit on concurrent scans, granted in FIFO order. A scan that is cancelled frees its permit. Thread-safe. */
final class ScanLimiter {

    private final InstrumentedPool<Boolean> permits;

    ScanLimiter(int maxConcurrent) {
        this.permits =
                PoolBuilder.from(Mono.just(true)).sizeBetween(0, maxConcurrent).buildPool();
    }

    /** Returns the scan, subscribed to once a permit is granted. */
    <T> Mono<T> limit(Mono<T> scan) {
        return permits.withPoolable(permit -> scan).next();
    }
}
