package org.operationsgateway.robustness;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.operationsgateway.robustness.fault.Faults;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.Recorder;
import org.operationsgateway.robustness.postgres.LogReader;
import org.operationsgateway.robustness.postgres.PostgresServer;
import org.operationsgateway.robustness.replica.ReplicaSettings;
import org.operationsgateway.robustness.replica.Replicas;
import org.operationsgateway.robustness.report.Journal;
import org.operationsgateway.robustness.traffic.Api;
import org.operationsgateway.robustness.traffic.Audience;
import org.operationsgateway.robustness.traffic.Burst;
import org.operationsgateway.robustness.traffic.Load;
import org.operationsgateway.robustness.traffic.Phase;

/** One run, from an empty folder to a recorded history. */
final class Run {

    private static final int REPLICAS = 3;
    private static final List<String> COLLECTIONS = List.of("tenants/t0", "tenants/t1", "tenants/t1", "tenants/t2", "");
    /** For the subscribers of collections, who are told of no end. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final Options options;
    private final Journal journal;
    private final Recorder recorder = new Recorder();
    private final Phase phase = new Phase();

    Run(Options options, Journal journal) {
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
        Audience audience = new Audience(replicas, recorder, phase, options.seed());
        Burst burst = new Burst(api, audience, recorder, phase);
        Faults faults = new Faults(
                replicas, database, burst, recorder, journal, options.drain(), options.faults(), options.seed());
        if (options.collections()) {
            COLLECTIONS.forEach(audience::collection);
        }
        Load load = new Load(api, audience, phase, options.seed());
        faults.run(Instant.now().plus(options.duration()));
        settle(load, audience);
    }

    private void settle(Load load, Audience audience) throws InterruptedException {
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
