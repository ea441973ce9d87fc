package org.operationsgateway.gateway.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.Wrapped;
import java.util.HashMap;
import java.util.Map;

/**
 * The statements that a connection keeps, because they are run again and again. The driver takes a text to pieces whenever
 * a statement is created from it; for a long one that allocates nearly a third of all that a change needs.
 *
 * <p>They belong to whoever has the connection; not thread-safe.
 */
public final class StatementCache {

    private final Connection connection;
    private final Map<String, Statement> statements = new HashMap<>();

    StatementCache(Connection connection) {
        this.connection = connection;
    }

    /**
     * A statement that a connection keeps if it is one of the pool, and a new one otherwise. What was bound to it before
     * may still be: bind every parameter anew. Run it to its end before it is asked for again.
     */
    public static Statement of(Connection connection, String sql) {
        StatementCache kept = connection instanceof Wrapped<?> outer ? outer.unwrap(StatementCache.class) : null;
        return kept == null
                ? connection.createStatement(sql)
                : kept.statements.computeIfAbsent(sql, kept.connection::createStatement);
    }
}
