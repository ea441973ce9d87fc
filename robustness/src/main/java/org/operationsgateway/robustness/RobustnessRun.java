package org.operationsgateway.robustness;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.operationsgateway.robustness.fault.FaultInjector;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.Recorder;
import org.operationsgateway.robustness.postgres.LogReader;
import org.operationsgateway.robustness.postgres.PostgresServer;
import org.operationsgateway.robustness.replica.ReplicaSettings;
import org.operationsgateway.robustness.replica.Replicas;
import org.operationsgateway.robustness.report.Journal;
import org.operationsgateway.robustness.traffic.Api;
import org.operationsgateway.robustness.traffic.Phase;
import org.operationsgateway.robustness.traffic.ProducerPool;
import org.operationsgateway.robustness.traffic.SubscriberPool;
import org.operationsgateway.robustness.traffic.UpdateBurst;

/** One run, from an empty folder to a recorded history. */
final class RobustnessRun {

    private static final int REPLICAS = 3;
    private static final List<String> COLLECTIONS = List.of("tenants/t0", "tenants/t1", "tenants/t1", "tenants/t2", "");
    /** For the subscribers of collections, who are told of no end. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final RunOptions options;
    private final Journal journal;
    private final Recorder recorder = new Recorder();
    private final Phase phase = new Phase();

    RobustnessRun(RunOptions options, Journal journal) {
        this.options = options;
        this.journal = journal;
    }

    History record() throws IOException, InterruptedException, SQLException {
        int databasePort = Replicas.freePort();
        try (PostgresServer database = PostgresServer.create(options.folder(), databasePort);
                Replicas replicas = Replicas.start(REPLICAS, settings(databasePort))) {
            journal.say("Three replicas run on one database; logs are in %s".formatted(options.folder()));
            // Ctrl-C leaves no process behind.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> abandon(database, replicas)));
            disturb(database, replicas);
            try (Connection connection = database.connect()) {
                LogReader reader = new LogReader(connection);
                return recorder.history(reader.log(), reader.current());
            }
        }
    }

    private void abandon(PostgresServer database, Replicas replicas) {
        try {
            replicas.close();
            database.close();
        } catch (IOException failure) {
            journal.say(failure.toString());
        }
    }

    private ReplicaSettings settings(int databasePort) {
        return new ReplicaSettings(
                options.gateway(),
                options.defects(),
                options.defect(),
                options.signals(),
                databasePort,
                options.folder());
    }

    private void disturb(PostgresServer database, Replicas replicas)
            throws IOException, InterruptedException, SQLException {
        Api api = new Api(replicas, recorder, journal);
        SubscriberPool audience = new SubscriberPool(replicas, recorder, phase, options.seed());
        UpdateBurst burst = new UpdateBurst(api, audience, recorder, phase);
        FaultInjector faults = new FaultInjector(
                replicas, database, burst, recorder, journal, options.drain(), options.faults(), options.seed());
        if (options.collections()) {
            COLLECTIONS.forEach(audience::collection);
        }
        ProducerPool load = new ProducerPool(api, audience, phase, options.seed());
        faults.run(Instant.now().plus(options.duration()));
        settle(load, audience);
    }

    private void settle(ProducerPool load, SubscriberPool audience) throws InterruptedException {
        journal.say("No more faults; everything is to come to rest within %d s"
                .formatted(options.settling().toSeconds()));
        phase.settle();
        load.await();
        int waiting = audience.awaitEnd(options.settling());
        if (options.collections()) {
            Thread.sleep(QUIET);
        }
        journal.say("%d of %d subscribers still wait".formatted(waiting, audience.size()));
        phase.end();
        audience.dismiss();
    }
}
