package org.operationsgateway.robustness.rollout;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.operationsgateway.robustness.history.History;
import org.operationsgateway.robustness.history.Recorder;
import org.operationsgateway.robustness.postgres.CurrentServer;
import org.operationsgateway.robustness.postgres.LogReader;
import org.operationsgateway.robustness.postgres.PurgeArchive;
import org.operationsgateway.robustness.replica.Replica;
import org.operationsgateway.robustness.replica.ReplicaSettings;
import org.operationsgateway.robustness.replica.Replicas;
import org.operationsgateway.robustness.report.Journal;
import org.operationsgateway.robustness.traffic.Api;
import org.operationsgateway.robustness.traffic.Phase;
import org.operationsgateway.robustness.traffic.ProducerPool;
import org.operationsgateway.robustness.traffic.Settlement;
import org.operationsgateway.robustness.traffic.SubscriberPool;
import org.operationsgateway.testkit.postgres.PostgresServer;

/** A run that replaces all replicas under load, from the start of the database to the recorded history. */
final class RolloutRun {

    private static final int REPLICAS = 3;
    private static final List<String> COLLECTIONS = List.of("tenants/t0", "tenants/t1", "tenants/t2");
    private final RolloutOptions options;
    private final Journal journal;
    private final Recorder recorder = new Recorder();
    private final Phase phase = new Phase();

    RolloutRun(RolloutOptions options, Journal journal) {
        this.options = options;
        this.journal = journal;
    }

    History record() throws IOException, InterruptedException, SQLException {
        try (CurrentServer database = CurrentServer.create(options.folder());
                Deployment deployment = Deployment.start(
                        replicas("old", options.previous(), database.address()),
                        replicas("new", options.gateway(), database.address()),
                        options)) {
            journal.log("Three replicas run behind %s; logs are in %s".formatted(options.proxy(), options.folder()));
            try (Connection connection = database.address().defaultDatabase().connect()) {
                PurgeArchive.create(connection);
            }
            runTraffic(deployment);
            try (Connection connection = database.address().defaultDatabase().connect()) {
                LogReader reader = new LogReader(connection);
                return recorder.history(reader.entries(), reader.current());
            }
        }
    }

    private Replicas replicas(String prefix, Path jar, PostgresServer database) throws IOException {
        ReplicaSettings settings =
                new ReplicaSettings(jar, jar, null, true, options.retry(), database, options.folder());
        List<Replica> all = new ArrayList<>();
        for (int i = 0; i < REPLICAS; i++) {
            all.add(Replicas.replica(prefix + "-" + i, settings));
        }
        return new Replicas(List.copyOf(all));
    }

    private void runTraffic(Deployment deployment) throws IOException, InterruptedException {
        try (Entrance entrance = Entrance.of(options.proxy().name(), deployment.port())) {
            Api api = new Api(random -> entrance, recorder, journal);
            SubscriberPool subscribers = new SubscriberPool(random -> entrance, recorder, phase, options.seed());
            COLLECTIONS.forEach(subscribers::addCollection);
            ProducerPool producers = new ProducerPool(api, subscribers, phase, options.seed());
            deployment.rollOut(options, recorder, journal);
            new Settlement(producers, subscribers, phase, options.settling()).await(() -> {}, true, journal);
        }
    }
}
