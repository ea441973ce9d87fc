package org.operationsgateway.gateway.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A real PostgreSQL server for a test, started as the gateway starts its own. */
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

    /** Runs statements, each in a transaction of its own, and returns the first column of the last one's first row. */
    public String sql(String database, String... statements) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
        try (Connection connection = DriverManager.getConnection(url, user(), password);
                var statement = connection.createStatement()) {
            String answer = "";
            for (String sql : statements) {
                if (statement.execute(sql) && statement.getResultSet().next()) {
                    answer = statement.getResultSet().getString(1);
                }
            }
            return answer;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
