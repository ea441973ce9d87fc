package org.operationsgateway.gateway.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
 * Gives up a connection of the pool on which a statement takes too long.
 *
 * <p>A peer that vanishes without a word, or something in between that swallows what it is given, never answers and never
 * fails: a pool of such connections would be full for ever. The server is told the same limit, for the statements that
 * do reach it.
 */
@Component
class StatementTimeouts
        implements ConnectionFactoryDecorator, ConnectionFactoryOptionsBuilderCustomizer, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(StatementTimeouts.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Duration timeout;
    private final Set<TimedConnection> lent = ConcurrentHashMap.newKeySet();
    private volatile Disposable looking = Disposables.disposed();

    StatementTimeouts(DatabaseProperties properties) {
        this.timeout = properties.timeout();
    }

    @Override
    public void customize(ConnectionFactoryOptions.Builder options) {
        options.option(ConnectionFactoryOptions.STATEMENT_TIMEOUT, timeout);
    }

    @Override
    public ConnectionFactory decorate(ConnectionFactory driver) {
        return new Bounded(driver);
    }

    @Override
    public void start() {
        looking = Flux.interval(LOOK).onBackpressureDrop().subscribe(tick -> look());
    }

    /** Begins first and ends last: whatever uses connections until then may have one that is to be given up. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    private void look() {
        long since = System.nanoTime() - timeout.toNanos();
        List<TimedConnection> late = lent.stream()
                .filter(connection -> connection.lentSince() - since < 0)
                .toList();
        late.forEach(this::giveUp);
    }

    private void giveUp(TimedConnection connection) {
        log.warn("Gives up a connection on which the database has not answered for {} s", timeout.toSeconds());
        // Whoever waits for an answer on it is told that it is closed.
        Mono.from(connection.close()).subscribe(null, failure -> log.debug("It was closed already", failure));
    }

    @Override
    public void stop() {
        looking.dispose();
    }

    @Override
    public boolean isRunning() {
        return !looking.isDisposed();
    }

    private final class Bounded implements ConnectionFactory, Wrapped<ConnectionFactory> {

        private final ConnectionFactory driver;

        Bounded(ConnectionFactory driver) {
            this.driver = driver;
        }

        @Override
        public Publisher<? extends Connection> create() {
            return Mono.from(driver.create()).map(connection -> new TimedConnection(connection, lent));
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
