package org.operationsgateway.gateway.database.pool;

import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Lifecycle;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.database.condition.ServerErrors;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A connection of the pool with the time of its last acquisition and a {@link StatementCache}.
 *
 * <p>A subscriber that cancels, because its client has disconnected or a time limit has passed, releases the connection
 * while the statement is still running. Then the release cancels the statement in the database and waits for its end:
 * else the statement would delay the next holder, and no share of the pool would include it. A connection to a server
 * that has become read-only, such as a primary that was demoted, is not released but discarded, so that a new one
 * reaches the new primary; the connections that were created before are replaced when they are acquired. Thread-safe,
 * except for the statements.
 *
 * @see <a
 *     href="https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS">PostgreSQL,
 *     Canceling Requests in Progress</a>
 */
final class TimedConnection extends ForwardingConnection implements Lifecycle, Wrapped<Connection> {

    /** The state {@code read_only_sql_transaction}. */
    private static final String READ_ONLY = "25006";

    /** The limit of a cancellation in the database, after which the connection is closed. */
    private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(3);

    /** The time of an acquisition. Compared by identity: each acquisition has its own. */
    private record Acquisition(long nanos) {}

    private final ConnectionFactory factory;
    private final ServerGeneration generations;
    private final Set<TimedConnection> acquired;
    private final ServerErrors errors;
    private final StatementCache statements;
    /** The connection of the driver, which an acquisition may replace. */
    private volatile Connection driver;

    private volatile ServerGeneration.Generation generation;
    /** Null while the connection is in the pool, or closed. */
    private final AtomicReference<@Nullable Acquisition> acquisition = new AtomicReference<>();

    private final AtomicReference<@Nullable Runnable> onRelease = new AtomicReference<>();
    /** The number of parts of executions that have started and not ended. */
    private final AtomicInteger running = new AtomicInteger();

    private volatile boolean readOnly;

    /**
     * Wraps a connection of the driver.
     *
     * @param factory creates the connection that replaces one of an earlier generation
     * @param generation that of the time before the connection was created
     * @param acquired the acquired connections of the pool, which contains this one from its acquisition to its release
     * @param errors receives the failures of statements
     */
    TimedConnection(
            Connection driver,
            ConnectionFactory factory,
            ServerGeneration generations,
            ServerGeneration.Generation generation,
            Set<TimedConnection> acquired,
            ServerErrors errors) {
        this.driver = driver;
        this.factory = factory;
        this.generations = generations;
        this.generation = generation;
        this.acquired = acquired;
        this.errors = errors;
        this.statements = new StatementCache(this);
    }

    /** Returns the timed connection under a connection of the pool. */
    static TimedConnection of(Connection pooled) {
        if (pooled instanceof Wrapped<?> outer) {
            TimedConnection timed = outer.unwrap(TimedConnection.class);
            if (timed != null) {
                return timed;
            }
        }
        throw new IllegalArgumentException("Not a connection of the pool: " + pooled);
    }

    /** Sets an action that runs once, when the holder has released the connection and its statement has ended. */
    void onRelease(Runnable action) {
        onRelease.set(action);
    }

    /**
     * Ends the acquisition if it began before a time; then the connection does not return to the pool, and those that
     * were created before are replaced when they are acquired.
     *
     * @param expiry a {@link System#nanoTime}
     * @return whether the caller must close the connection; false if it is in the pool, or was acquired later
     */
    boolean expire(long expiry) {
        Acquisition current = acquisition.get();
        boolean expired = current != null && current.nanos() - expiry < 0 && acquisition.compareAndSet(current, null);
        if (expired) {
            // The network may have dropped the idle connections too, and each of them would take as long to fail.
            generations.end(generation);
        }
        return expired;
    }

    @Override
    public Publisher<Void> postAllocate() {
        return Mono.defer(() -> {
            if (generation.equals(generations.current())) {
                beginAcquisition();
                return Mono.empty();
            }
            return replace().doOnSuccess(replaced -> beginAcquisition());
        });
    }

    private void beginAcquisition() {
        acquisition.set(new Acquisition(System.nanoTime()));
        acquired.add(this);
    }

    /** The server of this connection may be a former primary, whose data is stale. */
    private Mono<Void> replace() {
        ServerGeneration.Generation next = generations.current();
        return Mono.from(factory.create())
                .doOnNext(fresh -> {
                    Connection former = driver;
                    statements.clear();
                    driver = fresh;
                    generation = next;
                    Mono.from(former.close()).onErrorComplete().subscribe();
                })
                .then();
    }

    /** Returns a part of an execution, which counts as running until it completes or fails; not if it is cancelled. */
    <T> Flux<T> track(Publisher<? extends T> execution) {
        return Flux.<T>from(execution)
                .doOnSubscribe(subscription -> running.incrementAndGet())
                .doOnComplete(running::decrementAndGet)
                .doOnError(this::failed);
    }

    private void failed(Throwable failure) {
        running.decrementAndGet();
        errors.record(failure);
        if (failure instanceof R2dbcException database && READ_ONLY.equals(database.getSqlState())) {
            readOnly = true;
            generations.end(generation);
        }
    }

    /** Fails if the acquisition has expired, or the server is read-only: then the pool discards the connection. */
    @Override
    public Publisher<Void> preRelease() {
        return Mono.defer(() -> running.get() > 0 ? cancelStatement() : Mono.empty())
                .then(Mono.defer(this::endAcquisition));
    }

    private Mono<Void> endAcquisition() {
        acquired.remove(this);
        boolean expired = acquisition.getAndSet(null) == null;
        released();
        return expired || readOnly
                ? Mono.error(new IllegalStateException("The connection has expired, or its server is read-only"))
                : Mono.empty();
    }

    private void released() {
        Runnable action = onRelease.getAndSet(null);
        if (action != null) {
            action.run();
        }
    }

    /** Completes when the statement has ended. The request may arrive late, so the validation receives it instead. */
    private Mono<Void> cancelStatement() {
        return Mono.from(((PostgresqlConnection) driver).cancelRequest())
                .then(Mono.defer(() -> Mono.from(driver.validate(ValidationDepth.REMOTE))))
                .timeout(CANCEL_TIMEOUT)
                .then(Mono.fromRunnable(() -> running.set(0)));
    }

    /**
     * Closes the connection although its statement has not ended, and cancels the statement. The client must not
     * receive the result of the cancellation: a change that waits for a lost synchronous standby is committed by it.
     */
    Mono<Void> abort() {
        // Reads the address of the server first, then closes the connection before the request can arrive.
        Mono<Void> cancellation =
                ((PostgresqlConnection) driver).cancelRequest().timeout(CANCEL_TIMEOUT);
        return Mono.whenDelayError(cancellation, close());
    }

    @Override
    public Publisher<Void> close() {
        return Mono.from(driver.close()).doFirst(() -> {
            acquired.remove(this);
            released();
        });
    }

    @Override
    Connection connection() {
        return driver;
    }

    @Override
    public Connection unwrap() {
        return driver;
    }

    @Override
    public <E> @Nullable E unwrap(Class<E> type) {
        if (type == StatementCache.class) {
            return type.cast(statements);
        }
        if (type == TimedConnection.class) {
            return type.cast(this);
        }
        return type.isInstance(driver)
                ? type.cast(driver)
                : driver instanceof Wrapped<?> wrapped ? wrapped.unwrap(type) : null;
    }

    @Override
    public Statement createStatement(String sql) {
        return new TrackedStatement(driver.createStatement(sql), this);
    }
}
