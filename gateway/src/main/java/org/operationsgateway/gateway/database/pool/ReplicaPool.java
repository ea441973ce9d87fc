package org.operationsgateway.gateway.database.pool;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.database.R2dbcUrl;
import org.operationsgateway.gateway.database.replica.ReadReplicaProperties;
import org.operationsgateway.gateway.database.replica.ReplicaFirst;
import org.operationsgateway.gateway.database.replica.ReplicaState;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * The connections to the read replica, with the same time limits as those of the pool. None if there is no replica.
 * Thread-safe.
 */
@Component
class ReplicaPool implements DisposableBean {

    private static final Duration MAX_ACQUIRE_TIME = Duration.ofSeconds(2);
    private static final Duration MAX_LIFE_TIME = Duration.ofMinutes(30);

    private final @Nullable ConnectionPool pool;
    private final ReadReplicaProperties properties;
    private final ReplicaState state;

    ReplicaPool(
            ReadReplicaProperties properties,
            ReplicaState state,
            R2dbcConnectionDetails details,
            LoopResources databaseLoops,
            StatementTimeouts timeouts) {
        this.properties = properties;
        this.state = state;
        this.pool = properties.url() == null
                ? null
                : pool(options(details, properties.url(), databaseLoops, timeouts), properties, timeouts);
    }

    private static ConnectionFactoryOptions options(
            R2dbcConnectionDetails details, String url, LoopResources databaseLoops, StatementTimeouts timeouts) {
        ConnectionFactoryOptions.Builder options = R2dbcUrl.beside(
                        details.getConnectionFactoryOptions(), "gateway.read-replica.url", url)
                .mutate()
                .option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, databaseLoops);
        DriverDefaults.addTo(options);
        timeouts.customize(options);
        return options.build();
    }

    private static ConnectionPool pool(
            ConnectionFactoryOptions options, ReadReplicaProperties properties, StatementTimeouts timeouts) {
        return new ConnectionPool(
                ConnectionPoolConfiguration.builder(timeouts.decorate(ConnectionFactories.get(options)))
                        .name("read-replica")
                        .initialSize(0)
                        .minIdle(0)
                        .maxSize(properties.maxConnections())
                        .maxAcquireTime(MAX_ACQUIRE_TIME)
                        .maxCreateConnectionTime(MAX_ACQUIRE_TIME)
                        .maxLifeTime(MAX_LIFE_TIME)
                        .build());
    }

    /**
     * Returns connections to the replica while it is up to date, and otherwise to the primary; to the primary if there
     * is no replica.
     *
     * @param fallback the connections to the primary for these reads
     * @param primary the connections to the primary for its position
     * @param maxPending the maximum number of pending acquisitions
     * @param maxWait the maximum duration of an acquisition
     */
    ConnectionFactory before(ConnectionFactory fallback, ConnectionFactory primary, int maxPending, Duration maxWait) {
        if (pool == null) {
            return fallback;
        }
        ConnectionShare share = new ConnectionShare(pool, properties.maxConnections(), maxPending, maxWait);
        return new ReplicaFirst(share, fallback, primary, state, properties.maxWait());
    }

    /** Returns the read, which is repeated from the primary if it has failed and there is a replica. */
    <T> Mono<T> withFallback(Mono<T> read) {
        return pool == null
                ? read
                : read.onErrorResume(QueryShares::isFailureOfServer, failure -> {
                    state.failed(failure);
                    return read;
                });
    }

    @Override
    public void destroy() {
        if (pool != null) {
            pool.dispose();
        }
    }
}
