package org.operationsgateway.robustness.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.operationsgateway.robustness.history.Recorder;
import org.operationsgateway.robustness.history.period.Outage;
import org.operationsgateway.robustness.log.LostHistory;
import org.operationsgateway.robustness.postgres.CurrentServer;
import org.operationsgateway.robustness.postgres.LostEntries;
import org.operationsgateway.robustness.proxy.DatabaseProxy;
import org.operationsgateway.robustness.replica.Replicas;
import org.operationsgateway.testkit.postgres.PostgresServer;

/** The faults in which another server replaces the database, without the last commits. */
final class HistoryFaults {

    private static final int MIN_LAG_MILLIS = 1000;
    private static final int MAX_LAG_MILLIS = 4000;
    private static final int POLL_MILLIS = 50;

    private final CurrentServer database;
    private final Replicas replicas;
    private final Recorder recorder;
    private final RandomGenerator random;

    HistoryFaults(CurrentServer database, Replicas replicas, Recorder recorder, RandomGenerator random) {
        this.database = database;
        this.replicas = replicas;
        this.recorder = recorder;
        this.random = random;
    }

    /** A start of the successor of a server that has been killed. */
    @FunctionalInterface
    private interface Succession {
        void run() throws IOException;
    }

    /** Replaces the database by a copy that was made some seconds before. */
    String restore() throws IOException, InterruptedException, SQLException {
        Instant from = Instant.now();
        Path copy = database.copy();
        Thread.sleep(random.nextLong(MIN_LAG_MILLIS, MAX_LAG_MILLIS));
        return succeed(from, () -> database.startCopy(copy));
    }

    /** Promotes a standby that has not received the last changes. */
    String promote() throws IOException, InterruptedException, SQLException {
        InetSocketAddress primary = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), database.address().port());
        try (DatabaseProxy replication = new DatabaseProxy(primary)) {
            CurrentServer.Server standby = database.startStandby(replication.port());
            awaitReplay(database.address(), standby.process().address());
            Instant from = Instant.now();
            replication.refuse();
            Thread.sleep(random.nextLong(MIN_LAG_MILLIS, MAX_LAG_MILLIS));
            return succeed(from, () -> database.promote(standby));
        }
    }

    private String succeed(Instant from, Succession succession) throws IOException, InterruptedException, SQLException {
        CurrentServer.Server killed = database.current();
        Instant outage = Instant.now();
        killed.process().kill();
        succession.run();
        replicas.switchTo(database.address().port());
        Instant until = Instant.now();
        recorder.add(new Outage(outage, until));
        LostHistory lost = new LostHistory(from, until, LostEntries.read(killed.process(), database.address(), from));
        recorder.add(lost);
        CurrentServer.delete(killed);
        return "%d revisions were lost".formatted(lost.entries().size());
    }

    private static void awaitReplay(PostgresServer primary, PostgresServer standby)
            throws InterruptedException, SQLException {
        String position = query(primary, "select pg_current_wal_lsn()");
        while (!query(standby, "select pg_last_wal_replay_lsn() >= '" + position + "'")
                .equals("t")) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static String query(PostgresServer server, String sql) throws SQLException {
        try (Connection connection = server.defaultDatabase().connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }
}
