package org.operationsgateway.gateway.deadline;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/**
 * The database connections of the periodic checks, one for each kind.
 *
 * <p>They are not from the pool of requests: requests that wait for locked rows, or a backlog of requests, do not delay
 * the end of leases. Thread-safe.
 */
@Component
class DeadlineConnections implements DisposableBean {

    private static final Duration MAX_ACQUIRE_TIME = Duration.ofSeconds(5);
    private static final Duration MAX_LIFE_TIME = Duration.ofMinutes(30);

    private final ConnectionPool pool;

    DeadlineConnections(ConnectionFactory connections) {
        this.pool = new ConnectionPool(ConnectionPoolConfiguration.builder(withoutPool(connections))
                .name("deadlines")
                .initialSize(0)
                .minIdle(0)
                .maxSize(DeadlineMonitor.KINDS)
                .maxAcquireTime(MAX_ACQUIRE_TIME)
                .maxCreateConnectionTime(MAX_ACQUIRE_TIME)
                .maxLifeTime(MAX_LIFE_TIME)
                .build());
    }

    private static ConnectionFactory withoutPool(ConnectionFactory connections) {
        return connections instanceof ConnectionPool pool ? pool.unwrap() : connections;
    }

    /** Returns a client that uses these connections. */
    DatabaseClient client() {
        return DatabaseClient.create(pool);
    }

    @Override
    public void destroy() {
        pool.dispose();
    }
}
