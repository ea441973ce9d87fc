package org.operationsgateway.gateway.store;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.function.Function;
import org.operationsgateway.gateway.database.StatementCache;
import reactor.core.publisher.Flux;

/**
 * A statement that is run so often that it counts what lies between it and the driver. It runs by itself, in a transaction
 * of its own.
 */
final class CachedStatement {

    private final ConnectionFactory connections;
    private final String sql;

    CachedStatement(ConnectionFactory connections, String sql) {
        this.connections = connections;
        this.sql = sql;
    }

    /**
     * Runs the statement, once for each subscriber; fails with an {@code R2dbcException}. Rows come on a thread of the
     * driver, and the end once the connection is back in the pool.
     *
     * @param values those of all parameters, in their order
     * @param read what to make of a row
     */
    <T> Flux<T> run(List<Parameter> values, Function<Readable, T> read) {
        return Flux.usingWhen(connections.create(), connection -> run(connection, values, read), Connection::close);
    }

    private <T> Flux<T> run(Connection connection, List<Parameter> values, Function<Readable, T> read) {
        Statement statement = StatementCache.of(connection, sql);
        for (int i = 0; i < values.size(); i++) {
            statement.bind(i, values.get(i));
        }
        return Flux.from(statement.execute())
                .concatMap(result -> result.map(read))
                .doOnTerminate(() -> forget(statement, values));
    }

    /** The connection keeps the statement; what was bound to it may be large. */
    private static void forget(Statement statement, List<Parameter> values) {
        for (int i = 0; i < values.size(); i++) {
            statement.bind(i, Parameters.in(values.get(i).getType()));
        }
    }
}
