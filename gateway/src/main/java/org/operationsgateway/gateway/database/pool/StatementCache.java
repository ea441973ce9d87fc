package org.operationsgateway.gateway.database.pool;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.Wrapped;
import java.util.HashMap;
import java.util.Map;

/**
 * A cache of the statements of one connection. The driver parses the SQL text whenever a statement is created, which
 * for a long text allocates nearly a third of the memory of a change.
 *
 * <p>Confined to the holder of the connection; not thread-safe.
 */
public final class StatementCache {

    private final TimedConnection connection;
    private final Map<String, Statement> statements = new HashMap<>();

    StatementCache(TimedConnection connection) {
        this.connection = connection;
    }

    /** Removes all statements, because the connection of the driver is replaced. */
    void clear() {
        statements.clear();
    }

    /**
     * Returns the cached statement if the connection is from the pool, else a new one.
     *
     * <p>A cached statement keeps the parameters of its last use: bind each of them again. Consume its results
     * completely before the next call with the same text.
     */
    public static Statement of(Connection connection, String sql) {
        StatementCache cache = connection instanceof Wrapped<?> outer ? outer.unwrap(StatementCache.class) : null;
        return cache == null
                ? connection.createStatement(sql)
                : cache.statements.computeIfAbsent(sql, cache.connection::createStatement);
    }
}
