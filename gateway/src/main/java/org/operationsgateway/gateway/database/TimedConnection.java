package org.operationsgateway.gateway.database;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Lifecycle;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** A connection of the pool with the time of its last acquisition and a {@link StatementCache}. */
final class TimedConnection implements Connection, Lifecycle, Wrapped<Connection> {

    private final Connection driver;
    private final Set<TimedConnection> acquired;
    private final StatementCache statements;
    private volatile long acquiredNanos;

    /**
     * Wraps a connection of the driver.
     *
     * @param acquired the acquired connections of the pool, which contains this one from its acquisition to its release
     */
    TimedConnection(Connection driver, Set<TimedConnection> acquired) {
        this.driver = driver;
        this.acquired = acquired;
        this.statements = new StatementCache(driver);
    }

    /** Returns the time of the last acquisition, as {@link System#nanoTime}. */
    long acquiredNanos() {
        return acquiredNanos;
    }

    @Override
    public Publisher<Void> postAllocate() {
        return Mono.fromRunnable(() -> {
            acquiredNanos = System.nanoTime();
            acquired.add(this);
        });
    }

    @Override
    public Publisher<Void> preRelease() {
        return Mono.fromRunnable(() -> acquired.remove(this));
    }

    @Override
    public Publisher<Void> close() {
        return Mono.from(driver.close()).doFirst(() -> acquired.remove(this));
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
        return type.isInstance(driver)
                ? type.cast(driver)
                : driver instanceof Wrapped<?> wrapped ? wrapped.unwrap(type) : null;
    }

    @Override
    public Publisher<Void> beginTransaction() {
        return driver.beginTransaction();
    }

    @Override
    public Publisher<Void> beginTransaction(TransactionDefinition definition) {
        return driver.beginTransaction(definition);
    }

    @Override
    public Publisher<Void> commitTransaction() {
        return driver.commitTransaction();
    }

    @Override
    public Batch createBatch() {
        return driver.createBatch();
    }

    @Override
    public Publisher<Void> createSavepoint(String name) {
        return driver.createSavepoint(name);
    }

    @Override
    public Statement createStatement(String sql) {
        return driver.createStatement(sql);
    }

    @Override
    public boolean isAutoCommit() {
        return driver.isAutoCommit();
    }

    @Override
    public ConnectionMetadata getMetadata() {
        return driver.getMetadata();
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return driver.getTransactionIsolationLevel();
    }

    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        return driver.releaseSavepoint(name);
    }

    @Override
    public Publisher<Void> rollbackTransaction() {
        return driver.rollbackTransaction();
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        return driver.rollbackTransactionToSavepoint(name);
    }

    @Override
    public Publisher<Void> setAutoCommit(boolean autoCommit) {
        return driver.setAutoCommit(autoCommit);
    }

    @Override
    public Publisher<Void> setLockWaitTimeout(Duration timeout) {
        return driver.setLockWaitTimeout(timeout);
    }

    @Override
    public Publisher<Void> setStatementTimeout(Duration timeout) {
        return driver.setStatementTimeout(timeout);
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel level) {
        return driver.setTransactionIsolationLevel(level);
    }

    @Override
    public Publisher<Boolean> validate(ValidationDepth depth) {
        return driver.validate(depth);
    }
}
