package org.operationsgateway.gateway.database.pool;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.operationsgateway.gateway.database.DatabaseProperties;
import org.operationsgateway.gateway.database.condition.ServerErrors;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A watchdog that closes connections of the pool that are held for longer than the statement timeout.
 *
 * <p>If the peer disappears, or the network drops packets, a statement neither completes nor fails, and its connection
 * would never return to the pool. The server applies the same timeout to the statements that it receives. Thread-safe.
 */
@Component
class StatementTimeouts
        implements ConnectionFactoryDecorator, ConnectionFactoryOptionsBuilderCustomizer, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StatementTimeouts.class);
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(500);

    private final Duration timeout;
    private final ServerErrors errors;
    private final ServerGeneration generations = new ServerGeneration();
    private final Set<TimedConnection> acquired = ConcurrentHashMap.newKeySet();
    private volatile Disposable checks = Disposables.disposed();

    StatementTimeouts(DatabaseProperties properties, ServerErrors errors) {
        this.timeout = properties.timeout();
        this.errors = errors;
    }

    @Override
    public void customize(ConnectionFactoryOptions.Builder options) {
        options.option(ConnectionFactoryOptions.STATEMENT_TIMEOUT, timeout);
    }

    @Override
    public ConnectionFactory decorate(ConnectionFactory driver) {
        return new TimedConnectionFactory(driver);
    }

    @Override
    public void start() {
        checks = Flux.interval(CHECK_INTERVAL).onBackpressureDrop().subscribe(tick -> closeExpired());
    }

    /** Starts first and stops last, so that connections time out during the shutdown too. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    private void closeExpired() {
        long expiry = System.nanoTime() - timeout.toNanos();
        // One that is released and acquired again in this instant has not expired for its new holder.
        List<TimedConnection> expired = acquired.stream()
                .filter(connection -> connection.expire(expiry))
                .toList();
        expired.forEach(this::close);
    }

    private void close(TimedConnection connection) {
        log.warn("Closing a database connection: no reply for {} s", timeout.toSeconds());
        // The statement in progress fails with an error of the driver.
        connection.abort().subscribe(null, failure -> log.debug("Failed to close the connection", failure));
    }

    @Override
    public void stop() {
        checks.dispose();
    }

    @Override
    public boolean isRunning() {
        return !checks.isDisposed();
    }

    private final class TimedConnectionFactory implements ConnectionFactory, Wrapped<ConnectionFactory> {

        private final ConnectionFactory driver;

        TimedConnectionFactory(ConnectionFactory driver) {
            this.driver = driver;
        }

        @Override
        public Publisher<? extends Connection> create() {
            return Mono.defer(() -> {
                // Before it connects: it may connect to a server that turns out to be read-only at the same time.
                ServerGeneration.Generation generation = generations.current();
                return Mono.from(driver.create())
                        .map(connection ->
                                new TimedConnection(connection, driver, generations, generation, acquired, errors));
            });
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return driver.getMetadata();
        }

        @Override
        public ConnectionFactory unwrap() {
            return driver;
        }
    }
}
