package org.operationsgateway.gateway.database.pool;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.RetryInfo;
import org.operationsgateway.core.rpc.StatusException;
import reactor.core.publisher.Mono;
import reactor.pool.InstrumentedPool;
import reactor.pool.PoolAcquirePendingLimitException;
import reactor.pool.PoolAcquireTimeoutException;
import reactor.pool.PoolBuilder;
import reactor.pool.PooledRef;

/**
 * A share of the connection pool: a connection factory that lends a limited number of the pool's connections at a time,
 * in FIFO order.
 *
 * <p>A connection counts until its statement has ended in the database, also after its subscriber has cancelled. So the
 * other users of the pool keep the rest of the connections, however slow the statements of the share are. When too many
 * acquisitions are pending, or one of them for too long, an acquisition fails with RESOURCE_EXHAUSTED. Thread-safe.
 */
final class ConnectionShare implements ConnectionFactory {

    private final ConnectionFactory pool;
    private final InstrumentedPool<Boolean> permits;
    private final Duration maxWait;

    /**
     * Creates a share.
     *
     * @param connections the maximum number of acquired connections
     * @param maxPending the maximum number of pending acquisitions
     * @param maxWait the maximum duration of an acquisition
     */
    ConnectionShare(ConnectionFactory pool, int connections, int maxPending, Duration maxWait) {
        this.pool = pool;
        this.permits = PoolBuilder.from(Mono.just(true))
                .sizeBetween(0, connections)
                .maxPendingAcquire(maxPending)
                .buildPool();
        this.maxWait = maxWait;
    }

    @Override
    public Mono<Connection> create() {
        return permits.acquire(maxWait)
                .onErrorMap(PoolAcquirePendingLimitException.class, full -> overloaded())
                .onErrorMap(PoolAcquireTimeoutException.class, late -> overloaded())
                .flatMap(this::acquire);
    }

    private Mono<Connection> acquire(PooledRef<Boolean> permit) {
        AtomicBoolean lent = new AtomicBoolean();
        return Mono.<Connection>from(pool.create())
                .doOnNext(connection -> {
                    lent.set(true);
                    TimedConnection.of(connection).onRelease(() -> release(permit));
                })
                .doFinally(end -> {
                    if (!lent.get()) {
                        release(permit);
                    }
                });
    }

    private static void release(PooledRef<Boolean> permit) {
        permit.release().subscribe();
    }

    private static StatusException overloaded() {
        Duration delay = Duration.ofMillis(ThreadLocalRandom.current().nextLong(1000, 3000));
        return StatusException.of(
                Reason.OVERLOADED, "Too many queries are pending: retry after the delay.", new RetryInfo(delay));
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return pool.getMetadata();
    }
}
