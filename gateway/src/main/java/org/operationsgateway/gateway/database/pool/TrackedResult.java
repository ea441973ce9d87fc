package org.operationsgateway.gateway.database.pool;

import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;

/**
 * A result that reports to its connection when its consumption starts and ends. For a statement with parameters, the
 * driver sends the statement only then. Not thread-safe.
 */
final class TrackedResult implements Result {

    private final Result driver;
    private final TimedConnection connection;

    TrackedResult(Result driver, TimedConnection connection) {
        this.driver = driver;
        this.connection = connection;
    }

    @Override
    public Publisher<Long> getRowsUpdated() {
        return connection.track(driver.getRowsUpdated());
    }

    @Override
    public <T> Publisher<T> map(BiFunction<Row, RowMetadata, ? extends T> mapping) {
        return connection.track(driver.map(mapping));
    }

    @Override
    public <T> Publisher<T> map(Function<? super Readable, ? extends T> mapping) {
        return connection.track(driver.map(mapping));
    }

    @Override
    public Result filter(Predicate<Segment> filter) {
        return new TrackedResult(driver.filter(filter), connection);
    }

    @Override
    public <T> Publisher<T> flatMap(Function<Segment, ? extends Publisher<? extends T>> mapping) {
        return connection.track(driver.flatMap(mapping));
    }
}
