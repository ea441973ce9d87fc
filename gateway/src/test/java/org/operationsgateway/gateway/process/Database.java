package org.operationsgateway.gateway.process;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** A database of its own, empty at first, on a real PostgreSQL server. Closing drops it. */
public final class Database implements AutoCloseable {

    private final PostgresServer server;
    private final String name;

    private Database(PostgresServer server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Makes a new one. */
    public static Database create() {
        PostgresServer server = PostgresServer.get();
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        server.run("create database " + name);
        return new Database(server, name);
    }

    /** What a gateway is to be told of it, as options of its command line. */
    public List<String> options() {
        String address = server.address(name);
        return List.of(
                "--spring.r2dbc.url=r2dbc:" + address,
                "--spring.r2dbc.username=" + server.user(),
                "--spring.r2dbc.password=" + server.password(),
                "--spring.flyway.url=jdbc:" + address,
                "--spring.flyway.user=" + server.user(),
                "--spring.flyway.password=" + server.password());
    }

    /** Runs one statement. */
    public void run(String sql) {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:" + server.address(name), server.user(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Whether a condition holds, in SQL. */
    public boolean holds(String condition) {
        String sql = "select " + condition;
        try (Connection connection =
                        DriverManager.getConnection("jdbc:" + server.address(name), server.user(), server.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() && rows.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        server.run("drop database " + name + " with (force)");
    }
}
