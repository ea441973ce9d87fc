package org.operationsgateway.robustness.fault;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;
import org.operationsgateway.robustness.history.Exit;
import org.operationsgateway.robustness.history.Recorder;
import org.operationsgateway.robustness.replica.Replica;
import org.operationsgateway.robustness.replica.Replicas;
import org.operationsgateway.robustness.report.Journal;

/** Faults of a replica. One at most is down at a time; it comes back while other things go wrong. */
final class ReplicaFaults {

    private final Replicas replicas;
    private final Recorder recorder;
    private final Journal journal;
    private final Duration patience;
    private final RandomGenerator random;
    private final Semaphore mayGoDown = new Semaphore(1);

    ReplicaFaults(Replicas replicas, Recorder recorder, Journal journal, Duration patience, RandomGenerator random) {
        this.replicas = replicas;
        this.recorder = recorder;
        this.journal = journal;
        this.patience = patience;
        this.random = random;
    }

    String kill() throws InterruptedException {
        mayGoDown.acquire();
        Replica replica = replicas.any(random);
        replica.kill();
        comeBack(replica);
        return replica.name();
    }

    String terminate() throws InterruptedException {
        mayGoDown.acquire();
        Replica replica = replicas.any(random);
        Exit exit = replica.terminate(patience);
        recorder.add(exit);
        comeBack(replica);
        return "%s, which exited %d after %d ms"
                .formatted(replica.name(), exit.code(), exit.took().toMillis());
    }

    String freeze() throws IOException, InterruptedException {
        mayGoDown.acquire();
        try {
            Replica replica = replicas.any(random);
            Duration time = Duration.ofMillis(random.nextLong(1000, 5000));
            replica.freeze();
            Thread.sleep(time);
            replica.thaw();
            return replica.name() + " for " + time.toMillis() + " ms";
        } finally {
            mayGoDown.release();
        }
    }

    private void comeBack(Replica replica) {
        Thread.ofVirtual().start(() -> {
            try {
                restart(replica);
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            } finally {
                mayGoDown.release();
            }
        });
    }

    /** As an orchestrator does: if it can't start, because the database is away, again. */
    private void restart(Replica replica) throws InterruptedException {
        while (true) {
            try {
                replica.start();
                replica.awaitReady();
                return;
            } catch (IOException failure) {
                journal.say(failure.toString());
                replica.kill();
            }
        }
    }

    /** Waits until none is down. */
    void awaitAll() throws InterruptedException {
        mayGoDown.acquire();
        mayGoDown.release();
    }
}
