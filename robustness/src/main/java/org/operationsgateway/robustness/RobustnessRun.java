package org.operationsgateway.robustness;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.operationsgateway.robustness.fault.FaultInjector;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.Recorder;
import org.operationsgateway.robustness.postgres.BigTable;
import org.operationsgateway.robustness.postgres.CurrentServer;
import org.operationsgateway.robustness.postgres.LogReader;
import org.operationsgateway.robustness.postgres.PurgeArchive;
import org.operationsgateway.robustness.replica.ReplicaSettings;
import org.operationsgateway.robustness.replica.Replicas;
import org.operationsgateway.robustness.report.Journal;
import org.operationsgateway.robustness.traffic.Api;
import org.operationsgateway.robustness.traffic.Phase;
import org.operationsgateway.robustness.traffic.ProducerPool;
import org.operationsgateway.robustness.traffic.Retry;
import org.operationsgateway.robustness.traffic.Settlement;
import org.operationsgateway.robustness.traffic.SubscriberPool;
import org.operationsgateway.robustness.traffic.UpdateBurst;
import org.operationsgateway.testkit.postgres.PostgresServer;

/** A run, from the start of the database to the recorded history. */
final class RobustnessRun {

    private static final int REPLICAS = 3;
    private static final List<String> COLLECTIONS = List.of("tenants/t0", "tenants/t1", "tenants/t1", "tenants/t2", "");
    private static final Duration RETRY = Duration.ofMillis(400);

    private final RunOptions options;
    private final Journal journal;
    private final Recorder recorder = new Recorder();
    private final Phase phase = new Phase();

    RobustnessRun(RunOptions options, Journal journal) {
        this.options = options;
        this.journal = journal;
    }

    History record() throws IOException, InterruptedException, SQLException {
        try (CurrentServer database = CurrentServer.create(options.folder());
                Replicas replicas = Replicas.start(REPLICAS, settings(database.address()))) {
            journal.log("Three replicas run on one database; logs are in %s".formatted(options.folder()));
            // Stops the processes on Ctrl-C.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(database, replicas)));
            try (Connection connection = database.address().defaultDatabase().connect()) {
                PurgeArchive.create(connection);
                BigTable.fill(connection, options.bigTable());
            }
            runTraffic(database, replicas);
            try (Connection connection = database.address().defaultDatabase().connect()) {
                LogReader reader = new LogReader(connection);
                return recorder.history(reader.entries(), reader.current());
            }
        }
    }

    private void stop(CurrentServer database, Replicas replicas) {
        try {
            replicas.close();
            database.close();
        } catch (IOException failure) {
            journal.log(failure.toString());
        }
    }

    private ReplicaSettings settings(PostgresServer database) {
        return new ReplicaSettings(
                options.gateway(),
                options.defects(),
                options.defect(),
                options.signals(),
                RETRY,
                database,
                options.folder());
    }

    private void runTraffic(CurrentServer database, Replicas replicas)
            throws IOException, InterruptedException, SQLException {
        Api api = new Api(replicas, recorder, journal);
        SubscriberPool subscribers = new SubscriberPool(replicas, recorder, phase, options.seed());
        UpdateBurst burst = new UpdateBurst(api, subscribers, recorder, phase);
        FaultInjector faults = new FaultInjector(
                replicas, database, burst, recorder, journal, options.drain(), options.faults(), options.seed());
        if (options.collections()) {
            COLLECTIONS.forEach(subscribers::addCollection);
        }
        ProducerPool producers = new ProducerPool(api, subscribers, phase, options.seed());
        faults.run(Instant.now().plus(options.duration()));
        new Settlement(producers, subscribers, phase, options.settling())
                .await(() -> completeAll(database, api), options.collections(), journal);
    }

    /** Completes the operations that still run, since the database has lost their completion. */
    private void completeAll(CurrentServer database, Api api) {
        Random random = new Random(options.seed());
        database.address()
                .defaultDatabase()
                .texts("select name from operation where not done")
                .forEach(name -> Retry.untilSettled(() -> api.complete(name, random), () -> !phase.isOver()));
    }
}
