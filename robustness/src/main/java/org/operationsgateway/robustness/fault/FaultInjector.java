package org.operationsgateway.robustness.fault;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.operationsgateway.robustness.history.InjectedFault;
import org.operationsgateway.robustness.history.Recorder;
import org.operationsgateway.robustness.postgres.PostgresServer;
import org.operationsgateway.robustness.replica.Replica;
import org.operationsgateway.robustness.replica.Replicas;
import org.operationsgateway.robustness.report.Journal;
import org.operationsgateway.robustness.traffic.UpdateBurst;

/** Injects faults one after the other: every kind once, in random order, and then again in another. */
public final class FaultInjector {

    private static final int UPDATES = 5000;
    private static final int ANSWERS_IN_A_ROW = 15;
    private static final Duration CALM = Duration.ofSeconds(25);

    private final Replicas replicas;
    private final Recorder recorder;
    private final Journal journal;
    private final Random random;
    private final ReplicaFaults replicaFaults;
    private final Map<FaultKind, Fault> faults = new EnumMap<>(FaultKind.class);

    /**
     * @param patience how long a replica may take to stop
     * @param kinds which to inject
     * @param seed decides which faults, in which order, and what they hit
     */
    public FaultInjector(
            Replicas replicas,
            PostgresServer database,
            UpdateBurst burst,
            Recorder recorder,
            Journal journal,
            Duration patience,
            Set<FaultKind> kinds,
            long seed) {
        this.replicas = replicas;
        this.recorder = recorder;
        this.journal = journal;
        this.random = new Random(seed);
        this.replicaFaults = new ReplicaFaults(replicas, recorder, journal, patience, random);
        DatabaseFaults databaseFaults = new DatabaseFaults(database, random);
        NetworkFaults network = new NetworkFaults(replicas, random);
        faults.put(FaultKind.BURST_WITH_A_STALLED_READER, () -> calmBurst(burst));
        faults.put(FaultKind.REPLICA_KILLED, replicaFaults::kill);
        faults.put(FaultKind.REPLICA_STOPPED, replicaFaults::terminate);
        faults.put(FaultKind.REPLICA_FROZEN, replicaFaults::freeze);
        faults.put(FaultKind.DATABASE_KILLED, databaseFaults::kill);
        faults.put(FaultKind.LISTENER_TERMINATED, databaseFaults::terminateListeners);
        faults.put(FaultKind.POOL_TERMINATED, databaseFaults::terminatePool);
        faults.put(FaultKind.NETWORK_STALLED, network::stall);
        faults.put(FaultKind.NETWORK_CUT, network::cut);
        faults.put(FaultKind.NETWORK_HALF_OPEN, network::halfOpen);
        faults.put(FaultKind.NETWORK_REFUSED, network::refuse);
        faults.put(FaultKind.TRANSACTION_OPEN, databaseFaults::holdTransaction);
        faults.keySet().retainAll(kinds);
    }

    /** Injects faults until then, and puts right what is wrong at the end. */
    public void run(Instant until) throws IOException, InterruptedException, SQLException {
        List<FaultKind> round = new ArrayList<>();
        while (Instant.now().isBefore(until)) {
            if (round.isEmpty()) {
                round.addAll(faults.keySet());
                Collections.shuffle(round, random);
            }
            inject(round.removeLast());
            Thread.sleep(random.nextLong(200, 2500));
        }
        replicaFaults.awaitAll();
        replicas.awaitReady();
    }

    private void inject(FaultKind kind) throws IOException, InterruptedException, SQLException {
        journal.say(kind.toString());
        Instant began = Instant.now();
        String detail = Objects.requireNonNull(faults.get(kind)).inject();
        recorder.add(new InjectedFault(kind.name(), detail, began, Instant.now()));
        journal.say("%s: %s".formatted(kind, detail));
    }

    /** What is measured during a burst is the stalled reader's doing: so nothing else may be wrong then. */
    private String calmBurst(UpdateBurst burst) throws IOException, InterruptedException {
        replicaFaults.awaitAll();
        replicas.awaitReady();
        Instant deadline = Instant.now().plus(CALM);
        for (int inARow = 0; inARow < ANSWERS_IN_A_ROW && Instant.now().isBefore(deadline); ) {
            inARow = allReady() ? inARow + 1 : 0;
        }
        return burst.run(UPDATES, random);
    }

    private boolean allReady() throws InterruptedException {
        for (Replica replica : replicas.all()) {
            if (!replica.ready()) {
                return false;
            }
        }
        return true;
    }
}
