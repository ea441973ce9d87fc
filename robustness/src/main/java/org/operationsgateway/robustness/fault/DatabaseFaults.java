package org.operationsgateway.robustness.fault;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.random.RandomGenerator;
import org.operationsgateway.robustness.postgres.PostgresServer;

/** Faults of the database server. */
final class DatabaseFaults {

    private static final String CLIENTS = "from pg_stat_activity where backend_type = 'client backend'"
            + " and pid <> pg_backend_pid() and application_name <> 'PostgreSQL JDBC Driver'";
    private static final String LISTENS = " (query ilike 'listen %' or query like '%pg_notify%')";

    private final PostgresServer server;
    private final RandomGenerator random;

    DatabaseFaults(PostgresServer server, RandomGenerator random) {
        this.server = server;
        this.random = random;
    }

    String kill() throws IOException, InterruptedException {
        long away = random.nextLong(200, 4000);
        server.kill();
        Thread.sleep(away);
        server.start();
        return "for " + away + " ms and what its recovery took";
    }

    String terminateListeners() throws SQLException {
        return terminate(" and" + LISTENS) + " connections";
    }

    String terminatePool() throws SQLException {
        return terminate(" and not" + LISTENS + " and random() < 0.5") + " connections";
    }

    private int terminate(String which) throws SQLException {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet terminated =
                        statement.executeQuery("select count(pg_terminate_backend(pid)) " + CLIENTS + which)) {
            terminated.next();
            return terminated.getInt(1);
        }
    }

    /** Opens a transaction that has an id, and leaves it open while other things happen. */
    String holdTransaction() throws SQLException {
        long time = random.nextLong(5_000, 20_000);
        Connection connection = server.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_current_xact_id()");
        }
        Thread.ofVirtual().start(() -> {
            try (connection) {
                Thread.sleep(time);
                connection.commit();
            } catch (SQLException goneWithTheServer) {
                // The server was killed meanwhile, and the transaction with it.
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        });
        return "for " + time + " ms";
    }
}
