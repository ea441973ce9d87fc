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

/** The faults of replicas. At most one replica is down at a time; it restarts in the background. */
final class ReplicaFaults {

    private final Replicas replicas;
    private final Recorder recorder;
    private final Journal journal;
    private final Duration stopTimeout;
    private final RandomGenerator random;
    private final Semaphore downPermit = new Semaphore(1);

    ReplicaFaults(Replicas replicas, Recorder recorder, Journal journal, Duration stopTimeout, RandomGenerator random) {
        this.replicas = replicas;
        this.recorder = recorder;
        this.journal = journal;
        this.stopTimeout = stopTimeout;
        this.random = random;
    }

    String kill() throws InterruptedException {
        downPermit.acquire();
        Replica replica = replicas.any(random);
        replica.kill();
        restartInBackground(replica);
        return replica.name();
    }

    String terminate() throws InterruptedException {
        downPermit.acquire();
        Replica replica = replicas.any(random);
        Exit exit = replica.terminate(stopTimeout);
        recorder.add(exit);
        restartInBackground(replica);
        return "%s, exit code %d after %d ms"
                .formatted(replica.name(), exit.code(), exit.duration().toMillis());
    }

    String freeze() throws IOException, InterruptedException {
        downPermit.acquire();
        try {
            Replica replica = replicas.any(random);
            Duration duration = Duration.ofMillis(random.nextLong(1000, 5000));
            replica.freeze();
            Thread.sleep(duration);
            replica.thaw();
            return replica.name() + " for " + duration.toMillis() + " ms";
        } finally {
            downPermit.release();
        }
    }

    private void restartInBackground(Replica replica) {
        Thread.ofVirtual().start(() -> {
            try {
                restart(replica);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } finally {
                downPermit.release();
            }
        });
    }

    /** Retries a failed start, such as one without a database, as an orchestrator does. */
    private void restart(Replica replica) throws InterruptedException {
        while (true) {
            try {
                replica.start();
                replica.awaitReady();
                return;
            } catch (IOException failure) {
                journal.log(failure.toString());
                replica.kill();
            }
        }
    }

    /** Waits until no replica is down. */
    void awaitRestart() throws InterruptedException {
        downPermit.acquire();
        downPermit.release();
    }
}
