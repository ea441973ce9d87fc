package org.operationsgateway.gateway.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A real PostgreSQL server for tests, started by {@link EmbeddedServer}. */
public final class PostgresForTests implements AutoCloseable {

    private final EmbeddedServer server;

    private final String password;

    private PostgresForTests(EmbeddedServer server) {
        this.server = server;
        this.password =
                String.valueOf(server.options(Map.of()).getValue(io.r2dbc.spi.ConnectionFactoryOptions.PASSWORD));
    }

    public static PostgresForTests start(Path folder) {
        return new PostgresForTests(EmbeddedServer.start(folder));
    }

    public int port() {
        return server.port();
    }

    public String user() {
        return Cluster.USER;
    }

    public String password() {
        return password;
    }

    public String url(String database) {
        return "r2dbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /**
     * Executes statements, each in a separate transaction.
     *
     * @return the first column in the first row of the last query; empty if there is none
     */
    public String sql(String database, String... statements) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
        try (Connection connection = DriverManager.getConnection(url, user(), password);
                var statement = connection.createStatement()) {
            String result = "";
            for (String sql : statements) {
                if (statement.execute(sql) && statement.getResultSet().next()) {
                    result = statement.getResultSet().getString(1);
                }
            }
            return result;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
