package org.operationsgateway.robustness.fault;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.operationsgateway.robustness.history.Recorder;
import org.operationsgateway.robustness.history.period.Outage;
import org.operationsgateway.robustness.history.period.RowLock;
import org.operationsgateway.robustness.postgres.CurrentServer;

/** The faults of the database server. */
final class DatabaseFaults {

    private static final String CLIENTS = "from pg_stat_activity where backend_type = 'client backend'"
            + " and pid <> pg_backend_pid() and application_name <> 'PostgreSQL JDBC Driver'";
    private static final String SIGNAL_CONNECTIONS = " (query ilike 'listen %' or query like '%pg_notify%')";

    private static final Duration LOCK_DURATION = Duration.ofSeconds(12);
    /** Locks rows of operations that the gateway ends, and some others. */
    private static final String LOCK = """
            select name from operation where not done and name %s 'abandoned/%%'
            order by life desc limit %d for update skip locked
            """;

    private final CurrentServer server;
    private final Recorder recorder;
    private final RandomGenerator random;

    DatabaseFaults(CurrentServer server, Recorder recorder, RandomGenerator random) {
        this.server = server;
        this.recorder = recorder;
        this.random = random;
    }

    String kill() throws IOException, InterruptedException {
        long downtimeMillis = random.nextLong(200, 4000);
        Instant from = Instant.now();
        server.kill();
        Thread.sleep(downtimeMillis);
        server.start();
        recorder.add(new Outage(from, Instant.now()));
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

    /** Locks rows for some seconds. */
    String lockRows() throws SQLException, InterruptedException {
        try (Connection connection = server.address().defaultDatabase().connect()) {
            connection.setAutoCommit(false);
            Set<String> names = new HashSet<>();
            names.addAll(lock(connection, LOCK.formatted("like", 5)));
            names.addAll(lock(connection, LOCK.formatted("not like", 3)));
            Instant from = Instant.now();
            Thread.sleep(LOCK_DURATION);
            Instant until = Instant.now();
            connection.rollback();
            recorder.add(new RowLock(from, until, names));
            return names.size() + " for " + LOCK_DURATION.toMillis() + " ms";
        }
    }

    private static List<String> lock(Connection connection, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
