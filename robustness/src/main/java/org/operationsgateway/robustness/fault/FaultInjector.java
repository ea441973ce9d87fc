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
import org.operationsgateway.robustness.history.Recorder;
import org.operationsgateway.robustness.history.period.AbortedRequests;
import org.operationsgateway.robustness.history.period.InjectedFault;
import org.operationsgateway.robustness.postgres.CurrentServer;
import org.operationsgateway.robustness.replica.Replica;
import org.operationsgateway.robustness.replica.Replicas;
import org.operationsgateway.robustness.report.Journal;
import org.operationsgateway.robustness.traffic.AbortingClients;
import org.operationsgateway.robustness.traffic.UpdateBurst;

/** An injector of faults, one after the other. Each round injects every kind once, in random order. */
public final class FaultInjector {

    private static final int BURST_UPDATES = 5000;
    private static final int MIN_READY_PROBES = 15;
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(25);

    /** The default of {@code gateway.database.timeout}, which ends a read without an answer, and the next sweep. */
    private static final Duration SILENT_READS = Duration.ofSeconds(12);

    private final Replicas replicas;
    private final Recorder recorder;
    private final Journal journal;
    private final Random random;
    private final ReplicaFaults replicaFaults;
    private final Map<FaultKind, Fault> faults = new EnumMap<>(FaultKind.class);
    /** The time until which reads may wait for an answer on half-open connections. */
    private Instant silentUntil = Instant.EPOCH;

    /**
     * Creates an injector.
     *
     * @param stopTimeout the maximum time from SIGTERM to the exit of a replica, which is then killed
     * @param kinds the kinds to inject
     * @param seed the seed of the order of the faults and of the affected components
     */
    public FaultInjector(
            Replicas replicas,
            CurrentServer database,
            UpdateBurst burst,
            Recorder recorder,
            Journal journal,
            Duration stopTimeout,
            Set<FaultKind> kinds,
            long seed) {
        this.replicas = replicas;
        this.recorder = recorder;
        this.journal = journal;
        this.random = new Random(seed);
        this.replicaFaults = new ReplicaFaults(replicas, recorder, journal, stopTimeout, random);
        DatabaseFaults databaseFaults = new DatabaseFaults(database, recorder, random);
        TransactionFaults transactions = new TransactionFaults(database, recorder, random);
        HistoryFaults histories = new HistoryFaults(database, replicas, recorder, random);
        NetworkFaults network = new NetworkFaults(replicas, random);
        faults.put(FaultKind.BURST_WITH_A_STALLED_READER, () -> burstWithoutOtherFaults(burst));
        faults.put(FaultKind.REPLICA_KILLED, replicaFaults::kill);
        faults.put(FaultKind.REPLICA_STOPPED, replicaFaults::terminate);
        faults.put(FaultKind.REPLICA_FROZEN, replicaFaults::freeze);
        faults.put(FaultKind.DATABASE_KILLED, databaseFaults::kill);
        faults.put(FaultKind.LISTENER_TERMINATED, databaseFaults::terminateListeners);
        faults.put(FaultKind.POOL_TERMINATED, databaseFaults::terminatePool);
        faults.put(FaultKind.NETWORK_STALLED, network::stall);
        faults.put(FaultKind.NETWORK_CUT, network::cut);
        faults.put(FaultKind.NETWORK_HALF_OPEN, () -> halfOpen(network));
        faults.put(FaultKind.NETWORK_REFUSED, network::refuse);
        faults.put(FaultKind.TRANSACTION_OPEN, transactions::hold);
        faults.put(FaultKind.OLD_TRANSACTION, transactions::holdOld);
        faults.put(FaultKind.LOCKED_ROWS, () -> {
            awaitStable();
            return databaseFaults.lockRows();
        });
        faults.put(FaultKind.ABORTED_CLIENTS, this::abortRequests);
        faults.put(FaultKind.STANDBY_PROMOTED, histories::promote);
        faults.put(FaultKind.RESTORED_EARLIER, histories::restore);
        faults.keySet().retainAll(kinds);
    }

    /** Injects faults until a time, then waits until all replicas are ready. */
    public void run(Instant end) throws IOException, InterruptedException, SQLException {
        List<FaultKind> round = new ArrayList<>();
        while (Instant.now().isBefore(end)) {
            if (round.isEmpty()) {
                round.addAll(faults.keySet());
                Collections.shuffle(round, random);
            }
            inject(round.removeLast());
            Thread.sleep(random.nextLong(200, 2500));
        }
        awaitReady();
    }

    private void inject(FaultKind kind) throws IOException, InterruptedException, SQLException {
        journal.log(kind.toString());
        Instant start = Instant.now();
        String detail = Objects.requireNonNull(faults.get(kind)).inject();
        recorder.add(new InjectedFault(kind.name(), detail, start, Instant.now()));
        journal.log("%s: %s".formatted(kind, detail));
    }

    private String halfOpen(NetworkFaults network) {
        String detail = network.halfOpen();
        silentUntil = Instant.now().plus(SILENT_READS);
        return detail;
    }

    /** Runs a burst on stable replicas, so that a late event can only be an effect of the stalled reader. */
    private String burstWithoutOtherFaults(UpdateBurst burst) throws IOException, InterruptedException {
        awaitStable();
        return burst.run(BURST_UPDATES, random);
    }

    private String abortRequests() throws IOException, InterruptedException {
        awaitStable();
        AbortedRequests aborted = new AbortingClients(replicas).run(random);
        recorder.add(aborted);
        return aborted.requests() + " requests";
    }

    /** Waits until all replicas have been ready for some probes, so that no earlier fault has an effect any more. */
    private void awaitStable() throws IOException, InterruptedException {
        // The replica of half-open connections is ready, but its streams wait for the reads on these connections.
        Thread.sleep(Duration.between(Instant.now(), silentUntil));
        awaitReady();
        Instant deadline = Instant.now().plus(READY_TIMEOUT);
        for (int readyProbes = 0;
                readyProbes < MIN_READY_PROBES && Instant.now().isBefore(deadline); ) {
            readyProbes = allReady() ? readyProbes + 1 : 0;
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        replicaFaults.awaitRestart();
        replicas.awaitReady();
    }

    private boolean allReady() {
        for (Replica replica : replicas.all()) {
            if (!replica.ready()) {
                return false;
            }
        }
        return true;
    }
}
