package org.operationsgateway.robustness.traffic;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.operationsgateway.robustness.history.Recorder;
import org.operationsgateway.robustness.history.Subscription.Pace;
import org.operationsgateway.robustness.history.period.ReaderStall;

/** A burst of updates of one operation by concurrent writers, while one of its readers stalls. */
public final class UpdateBurst {

    private static final int NORMAL_READERS = 6;
    private static final int WRITERS = 12;
    private static final int PADDING = 700;
    private static final Duration STALL = Duration.ofSeconds(20);

    private final Api api;
    private final SubscriberPool subscribers;
    private final Recorder recorder;
    private final Phase phase;
    private final AtomicInteger count = new AtomicInteger();

    public UpdateBurst(Api api, SubscriberPool subscribers, Recorder recorder, Phase phase) {
        this.api = api;
        this.subscribers = subscribers;
        this.recorder = recorder;
        this.phase = phase;
    }

    /**
     * Runs a burst on a new operation, and waits until the stall has ended.
     *
     * @param updates the maximum number of updates
     * @return the name of the operation
     */
    public String run(int updates, RandomGenerator random) throws InterruptedException {
        String operation = "bursts/b/operations/burst-" + count.incrementAndGet();
        Retry.untilSettled(() -> api.create(operation, random), phase::isLoad);
        List<Subscriber> readers = subscribe(operation);
        Instant from = Instant.now();
        Instant stallEnd = from.plus(STALL);
        readers.getFirst().stallUntil(stallEnd);
        write(operation, updates, stallEnd, random);
        Instant written = Instant.now();
        recorder.add(new ReaderStall(operation, from, written.isBefore(stallEnd) ? written : stallEnd));
        while (Instant.now().isBefore(stallEnd) && phase.isLoad()) {
            Pause.of(Duration.ofMillis(50));
        }
        Retry.untilSettled(() -> api.complete(operation, random), () -> !phase.isOver());
        return operation;
    }

    private List<Subscriber> subscribe(String operation) {
        List<Subscriber> readers = new ArrayList<>();
        readers.add(subscribers.addSteady(operation, Pace.STALLING));
        for (int i = 0; i < NORMAL_READERS; i++) {
            readers.add(subscribers.addSteady(operation, Pace.NORMAL));
        }
        while (!readers.stream().allMatch(Subscriber::hasReceived) && phase.isLoad()) {
            Pause.of(Duration.ofMillis(20));
        }
        return readers;
    }

    /** Writes the updates, but no longer than until the end of the stall. */
    private void write(String operation, int updates, Instant end, RandomGenerator random) throws InterruptedException {
        AtomicInteger remaining = new AtomicInteger(updates);
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            RandomGenerator writerRandom = new Random(random.nextLong());
            writers.add(Thread.ofVirtual().start(() -> {
                while (remaining.getAndDecrement() > 0 && Instant.now().isBefore(end)) {
                    api.update(operation, PADDING, writerRandom);
                }
            }));
        }
        for (Thread writer : writers) {
            writer.join();
        }
    }
}
