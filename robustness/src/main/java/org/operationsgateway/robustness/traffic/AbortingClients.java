package org.operationsgateway.robustness.traffic;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.operationsgateway.robustness.history.period.AbortedRequests;
import org.operationsgateway.robustness.history.period.AbortedRequests.FailedProbe;
import org.operationsgateway.robustness.replica.Replica;
import org.operationsgateway.robustness.replica.Replicas;
import org.operationsgateway.testkit.http.RawConnection;

/** Clients that send lists and collection streams with a filter without an index, and give up after a short time. */
public final class AbortingClients {

    private static final int CLIENTS = 40;
    private static final int RECEIVE_BUFFER_BYTES = 4096;
    private static final Duration DURATION = Duration.ofSeconds(8);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(500);
    private static final int MIN_PATIENCE_MILLIS = 50;
    private static final int MAX_PATIENCE_MILLIS = 400;
    private static final String PATH = "/v1/operations?filter=metadata.nope%3D1";

    private final Replicas replicas;

    public AbortingClients(Replicas replicas) {
        this.replicas = replicas;
    }

    /** Runs the clients for some seconds, and probes all replicas in the meantime. */
    public AbortedRequests run(RandomGenerator random) throws InterruptedException {
        Instant from = Instant.now();
        Instant end = from.plus(DURATION);
        AtomicInteger requests = new AtomicInteger();
        Queue<FailedProbe> failedProbes = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            Random own = new Random(random.nextLong());
            threads.add(Thread.ofVirtual().start(() -> request(end, own, requests)));
        }
        for (Replica replica : replicas.all()) {
            threads.add(Thread.ofVirtual().start(() -> probe(replica, end, failedProbes)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return new AbortedRequests(from, Instant.now(), requests.get(), List.copyOf(failedProbes));
    }

    private void request(Instant end, RandomGenerator random, AtomicInteger requests) {
        while (Instant.now().isBefore(end)) {
            String accept = random.nextBoolean() ? "application/json" : "text/event-stream";
            try (RawConnection connection =
                    RawConnection.to(replicas.any(random).address(), RECEIVE_BUFFER_BYTES, READ_TIMEOUT)) {
                connection.get(PATH, "Accept: " + accept);
                requests.incrementAndGet();
                Pause.of(Duration.ofMillis(random.nextInt(MIN_PATIENCE_MILLIS, MAX_PATIENCE_MILLIS)));
            } catch (IOException refused) {
                Pause.of(Duration.ofMillis(MIN_PATIENCE_MILLIS));
            }
        }
    }

    private static void probe(Replica replica, Instant end, Queue<FailedProbe> failed) {
        while (Instant.now().isBefore(end)) {
            Instant sent = Instant.now();
            if (!replica.ready()) {
                failed.add(new FailedProbe(replica.name(), sent));
            }
            Pause.of(PROBE_INTERVAL);
        }
    }
}
