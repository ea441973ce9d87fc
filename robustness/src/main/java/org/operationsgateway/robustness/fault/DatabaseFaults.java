package org.operationsgateway.robustness.fault;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.random.RandomGenerator;
import org.operationsgateway.testkit.postgres.RestartableServer;

/** The faults of the database server. */
final class DatabaseFaults {

    private static final String CLIENTS = "from pg_stat_activity where backend_type = 'client backend'"
            + " and pid <> pg_backend_pid() and application_name <> 'PostgreSQL JDBC Driver'";
    private static final String SIGNAL_CONNECTIONS = " (query ilike 'listen %' or query like '%pg_notify%')";

    private final RestartableServer server;
    private final RandomGenerator random;

    DatabaseFaults(RestartableServer server, RandomGenerator random) {
        this.server = server;
        this.random = random;
    }

    String kill() throws IOException, InterruptedException {
        long downtimeMillis = random.nextLong(200, 4000);
        server.kill();
        Thread.sleep(downtimeMillis);
        server.start();
        return "for " + downtimeMillis + " ms and the time of recovery";
    }

    String terminateListeners() throws SQLException {
        return terminate(" and" + SIGNAL_CONNECTIONS) + " connections";
    }

    String terminatePool() throws SQLException {
        return terminate(" and not" + SIGNAL_CONNECTIONS + " and random() < 0.5") + " connections";
    }

    private int terminate(String condition) throws SQLException {
        try (Connection connection = server.address().defaultDatabase().connect();
                Statement statement = connection.createStatement();
                ResultSet terminated =
                        statement.executeQuery("select count(pg_terminate_backend(pid)) " + CLIENTS + condition)) {
            terminated.next();
            return terminated.getInt(1);
        }
    }

    /** Opens a transaction with a transaction id, which a background thread commits later. */
    String holdTransaction() throws SQLException {
        long millis = random.nextLong(5_000, 20_000);
        Connection connection = server.address().defaultDatabase().connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_current_xact_id()");
        }
        Thread.ofVirtual().start(() -> {
            try (connection) {
                Thread.sleep(millis);
                connection.commit();
            } catch (SQLException serverKilled) {
                // The transaction has ended with its server.
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        return "for " + millis + " ms";
    }
}
