package org.operationsgateway.gateway.database.pool;

import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import org.reactivestreams.Publisher;

/** A statement that reports to its connection when its execution starts and ends. Not thread-safe. */
final class TrackedStatement implements Statement {

    private final Statement driver;
    private final TimedConnection connection;

    TrackedStatement(Statement driver, TimedConnection connection) {
        this.driver = driver;
        this.connection = connection;
    }

    @Override
    public Publisher<? extends Result> execute() {
        return connection.track(driver.execute()).map(result -> new TrackedResult(result, connection));
    }

    @Override
    public Statement add() {
        driver.add();
        return this;
    }

    @Override
    public Statement bind(int index, Object value) {
        driver.bind(index, value);
        return this;
    }

    @Override
    public Statement bind(String name, Object value) {
        driver.bind(name, value);
        return this;
    }

    @Override
    public Statement bindNull(int index, Class<?> type) {
        driver.bindNull(index, type);
        return this;
    }

    @Override
    public Statement bindNull(String name, Class<?> type) {
        driver.bindNull(name, type);
        return this;
    }

    @Override
    public Statement returnGeneratedValues(String... columns) {
        driver.returnGeneratedValues(columns);
        return this;
    }

    @Override
    public Statement fetchSize(int rows) {
        driver.fetchSize(rows);
        return this;
    }
}
