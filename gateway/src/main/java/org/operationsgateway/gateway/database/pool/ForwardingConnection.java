package org.operationsgateway.gateway.database.pool;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** A connection that forwards transactions and settings to another one, which may change between acquisitions. */
abstract class ForwardingConnection implements Connection {

    /** Returns the connection that receives the calls. */
    abstract Connection connection();

    @Override
    public Publisher<Void> beginTransaction() {
        return connection().beginTransaction();
    }

    @Override
    public Publisher<Void> beginTransaction(TransactionDefinition definition) {
        return connection().beginTransaction(definition);
    }

    @Override
    public Publisher<Void> commitTransaction() {
        return connection().commitTransaction();
    }

    @Override
    public Batch createBatch() {
        return connection().createBatch();
    }

    @Override
    public Publisher<Void> createSavepoint(String name) {
        return connection().createSavepoint(name);
    }

    @Override
    public boolean isAutoCommit() {
        return connection().isAutoCommit();
    }

    @Override
    public ConnectionMetadata getMetadata() {
        return connection().getMetadata();
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return connection().getTransactionIsolationLevel();
    }

    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        return connection().releaseSavepoint(name);
    }

    @Override
    public Publisher<Void> rollbackTransaction() {
        return connection().rollbackTransaction();
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        return connection().rollbackTransactionToSavepoint(name);
    }

    @Override
    public Publisher<Void> setAutoCommit(boolean autoCommit) {
        return connection().setAutoCommit(autoCommit);
    }

    @Override
    public Publisher<Void> setLockWaitTimeout(Duration timeout) {
        return connection().setLockWaitTimeout(timeout);
    }

    @Override
    public Publisher<Void> setStatementTimeout(Duration timeout) {
        return connection().setStatementTimeout(timeout);
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel level) {
        return connection().setTransactionIsolationLevel(level);
    }

    @Override
    public Publisher<Boolean> validate(ValidationDepth depth) {
        // The pool calls this before an acquisition may have replaced the connection of the connection().
        return Mono.defer(() -> Mono.from(connection().validate(depth)));
    }
}
