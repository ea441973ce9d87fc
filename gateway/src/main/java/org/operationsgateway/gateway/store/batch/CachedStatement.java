package org.operationsgateway.gateway.store.batch;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Statement;
import java.util.List;
import java.util.function.Function;
import org.operationsgateway.gateway.database.pool.StatementCache;
import reactor.core.publisher.Flux;

/**
 * A frequent statement, which each connection parses once and caches. It runs directly on the driver, and in its own
 * transaction. Thread-safe.
 */
public final class CachedStatement {

    private final ConnectionFactory connections;
    private final String sql;

    /** Creates a statement that acquires a connection for each execution. */
    public CachedStatement(ConnectionFactory connections, String sql) {
        this.connections = connections;
        this.sql = sql;
    }

    /**
     * Runs the statement once for each subscriber. Fails with an {@code R2dbcException}. Emits rows on a thread of the
     * driver, and completes after the connection is back in the pool.
     *
     * @param values the values of all parameters, in order
     * @param read maps a row
     */
    public <T> Flux<T> run(List<Parameter> values, Function<Readable, T> read) {
        return Flux.usingWhen(connections.create(), connection -> run(connection, values, read), Connection::close);
    }

    private <T> Flux<T> run(Connection connection, List<Parameter> values, Function<Readable, T> read) {
        Statement statement = StatementCache.of(connection, sql);
        for (int i = 0; i < values.size(); i++) {
            statement.bind(i, values.get(i));
        }
        return Flux.from(statement.execute())
                .concatMap(result -> result.map(read))
                .doOnTerminate(() -> unbind(statement, values));
    }

    /** Releases the values, which may be large: the connection keeps the statement. */
    private static void unbind(Statement statement, List<Parameter> values) {
        for (int i = 0; i < values.size(); i++) {
            statement.bind(i, Parameters.in(values.get(i).getType()));
        }
    }
}
