package org.operationsgateway.robustness.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.operationsgateway.robustness.history.ReaderStall;
import org.operationsgateway.robustness.history.Recorder;
import org.operationsgateway.robustness.history.Subscription.Pace;

/** Thousands of updates of one operation as fast as they go, while one of its readers does not read. */
public final class UpdateBurst {

    private static final int READERS = 6;
    private static final int WRITERS = 12;
    private static final int PADDING = 700;
    private static final Duration STALL = Duration.ofSeconds(20);
    private static final Duration BACKOFF = Duration.ofMillis(300);

    private final Api api;
    private final SubscriberPool audience;
    private final Recorder recorder;
    private final Phase phase;
    private final AtomicInteger number = new AtomicInteger();

    public UpdateBurst(Api api, SubscriberPool audience, Recorder recorder, Phase phase) {
        this.api = api;
        this.audience = audience;
        this.recorder = recorder;
        this.phase = phase;
    }

    /** Does it, and waits until the reader reads again; returns the operation's name. */
    public String run(int updates, RandomGenerator random) throws InterruptedException {
        String operation = "bursts/b/operations/burst-" + number.incrementAndGet();
        while (!api.create(operation, random).settled() && phase.load()) {
            Pause.of(BACKOFF);
        }
        List<Subscriber> readers = readers(operation);
        Instant from = Instant.now();
        readers.getFirst().stallUntil(from.plus(STALL));
        write(operation, updates, random);
        Instant until = Instant.now();
        recorder.add(new ReaderStall(operation, from, until.isBefore(from.plus(STALL)) ? until : from.plus(STALL)));
        while (Instant.now().isBefore(from.plus(STALL)) && phase.load()) {
            Pause.of(Duration.ofMillis(50));
        }
        while (!api.complete(operation, random).settled() && !phase.over()) {
            Pause.of(BACKOFF);
        }
        return operation;
    }

    private List<Subscriber> readers(String operation) {
        List<Subscriber> readers = new ArrayList<>();
        readers.add(audience.steady(operation, Pace.STALLING));
        for (int i = 0; i < READERS; i++) {
            readers.add(audience.steady(operation, Pace.NORMAL));
        }
        while (!readers.stream().allMatch(Subscriber::heard) && phase.load()) {
            Pause.of(Duration.ofMillis(20));
        }
        return readers;
    }

    private void write(String operation, int updates, RandomGenerator random) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(updates);
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            RandomGenerator own = new Random(random.nextLong());
            writers.add(Thread.ofVirtual().start(() -> {
                while (left.getAndDecrement() > 0) {
                    api.update(operation, PADDING, own);
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
    }
}
