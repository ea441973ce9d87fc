package org.operationsgateway.robustness.traffic;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.operationsgateway.robustness.history.Recorder;
import org.operationsgateway.robustness.history.Subscription.Kind;
import org.operationsgateway.robustness.history.Subscription.Pace;
import org.operationsgateway.robustness.replica.Endpoints;

/** The subscribers of a run, each on its own thread. Thread-safe. */
public final class SubscriberPool {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private record Entry(Subscriber subscriber, Thread thread, Kind kind) {}

    private final Endpoints endpoints;
    private final Recorder recorder;
    private final Phase phase;
    private final long seed;
    private final Instant start = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
    private final AtomicInteger count = new AtomicInteger();
    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

    public SubscriberPool(Endpoints endpoints, Recorder recorder, Phase phase, long seed) {
        this.endpoints = endpoints;
        this.recorder = recorder;
        this.phase = phase;
        this.seed = seed;
    }

    /** Adds subscribers of an operation. Some disconnect at random, read slowly, or start with an invalid event id. */
    void add(String operation, int subscribers, RandomGenerator random) {
        for (int i = 0; i < subscribers; i++) {
            Pace pace = random.nextInt(10) == 0 ? Pace.SLOW : Pace.NORMAL;
            SubscriberSettings settings = SubscriberSettings.operation(operation, pace, random.nextInt(3) > 0);
            add(random.nextInt(40) == 0 ? settings.withLastEventId("garbage/" + random.nextInt()) : settings);
        }
    }

    /** Adds a subscriber of an operation that does not disconnect. */
    public Subscriber addSteady(String operation, Pace pace) {
        return add(SubscriberSettings.operation(operation, pace, false));
    }

    /** Adds a subscriber of a collection. That of all operations filters out those from before the run. */
    public void addCollection(String parent) {
        SubscriberSettings settings = SubscriberSettings.collection(parent);
        add(parent.isEmpty() ? settings.withFilter("create_time>" + start) : settings);
    }

    private Subscriber add(SubscriberSettings settings) {
        int number = count.incrementAndGet();
        Random random = new Random(seed * 31 + number);
        Subscriber subscriber = new Subscriber("subscriber-" + number, settings, endpoints, recorder, phase, random);
        entries.add(new Entry(subscriber, Thread.ofVirtual().start(subscriber), settings.kind()));
        return subscriber;
    }

    /** Returns the number of subscribers that were added. */
    public int size() {
        return count.get();
    }

    /**
     * Waits until the server has ended the subscriptions of all operations, or the timeout expires.
     *
     * @return the number of subscriptions that are unfinished
     */
    public int awaitFinished(Duration timeout) {
        Instant deadline = Instant.now().plus(timeout);
        int unfinished = unfinished();
        while (unfinished > 0 && Instant.now().isBefore(deadline)) {
            Pause.of(POLL_INTERVAL);
            unfinished = unfinished();
        }
        return unfinished;
    }

    private int unfinished() {
        return (int) entries.stream()
                .filter(entry ->
                        entry.kind() == Kind.OPERATION && !entry.subscriber().finished())
                .count();
    }

    /** Disconnects all subscribers, and waits until they have recorded their connections. */
    public void stop() throws InterruptedException {
        List<Entry> all = new ArrayList<>(entries);
        for (Entry entry : all) {
            while (entry.thread().isAlive()) {
                entry.subscriber().disconnect();
                entry.thread().join(POLL_INTERVAL);
            }
        }
    }
}
