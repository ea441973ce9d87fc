package org.operationsgateway.testkit.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database on a server. Thread-safe: each statement has its own connection. Closing drops the database.
 *
 * @param name the name of the database on its server
 */
public record TestDatabase(PostgresServer server, String name) implements AutoCloseable {

    /** Creates an empty database on the shared server. */
    public static TestDatabase create() {
        return PostgresServer.shared().createDatabase();
    }

    /** Returns the settings of a gateway on this database, each as {@code name=value}. */
    public List<String> settings() {
        return List.of(
                "spring.r2dbc.url=r2dbc:" + server.address(name),
                "spring.r2dbc.username=" + server.user(),
                "spring.r2dbc.password=" + server.password());
    }

    /** Opens a connection. */
    public Connection connect() throws SQLException {
        return server.connect(name);
    }

    /** Executes a statement. */
    public void run(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Executes a query and returns the first column of each row as text. */
    public List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Returns whether a condition is true, given as what follows {@code select}. */
    public boolean holds(String condition) {
        return texts("select " + condition).equals(List.of("t"));
    }

    @Override
    public void close() {
        server.defaultDatabase().run("drop database " + name + " with (force)");
    }
}
