package org.operationsgateway.robustness.fault;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.operationsgateway.robustness.history.Recorder;
import org.operationsgateway.robustness.history.period.OpenTransaction;
import org.operationsgateway.robustness.postgres.CurrentServer;
import org.operationsgateway.robustness.replica.Replicas;
import org.operationsgateway.testkit.postgres.TestDatabase;

/** The faults of other clients of the server that keep transactions open. Background threads commit them. */
final class TransactionFaults {

    private final CurrentServer server;
    private final Recorder recorder;
    private final RandomGenerator random;
    private final Semaphore oldPermit = new Semaphore(1);

    TransactionFaults(CurrentServer server, Recorder recorder, RandomGenerator random) {
        this.server = server;
        this.recorder = recorder;
        this.random = random;
    }

    /** Opens a transaction with a transaction id. */
    String hold() throws SQLException {
        Duration duration = Duration.ofMillis(random.nextLong(5_000, 20_000));
        commitLater(begin(server.address().defaultDatabase()), duration, () -> {});
        return "for " + duration.toMillis() + " ms";
    }

    /** Opens a transaction in each of two databases, until the log has been purged of later transactions for a time. */
    String holdOld() throws SQLException {
        if (!oldPermit.tryAcquire()) {
            return "the last one is still open";
        }
        Duration duration =
                Replicas.KEEP_DELETED.plus(Replicas.PURGE_INTERVAL).plusMillis(random.nextLong(8_000, 14_000));
        commitLater(begin(server.address().createDatabase()), duration, () -> {});
        commitLater(begin(server.address().defaultDatabase()), duration, oldPermit::release);
        return "in two databases for " + duration.toMillis() + " ms";
    }

    private static Connection begin(TestDatabase database) throws SQLException {
        Connection connection = database.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_current_xact_id()");
        }
        return connection;
    }

    private void commitLater(Connection connection, Duration delay, Runnable ended) {
        Instant start = Instant.now();
        Thread.ofVirtual().start(() -> {
            try (connection) {
                Thread.sleep(delay);
                connection.commit();
            } catch (SQLException serverKilled) {
                // The transaction has ended with its server.
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } finally {
                recorder.add(new OpenTransaction(start, Instant.now()));
                ended.run();
            }
        });
    }
}
