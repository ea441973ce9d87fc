package org.operationsgateway.robustness.traffic;

import java.time.Duration;
import java.time.Instant;
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
import org.operationsgateway.robustness.replica.Replicas;

/** The subscribers of a run. Thread-safe. */
public final class SubscriberPool {

    private static final Duration LOOK = Duration.ofMillis(100);

    private record Member(Subscriber subscriber, Thread thread, Kind kind) {}

    private final Replicas replicas;
    private final Recorder recorder;
    private final Phase phase;
    private final long seed;
    private final AtomicInteger number = new AtomicInteger();
    private final Queue<Member> members = new ConcurrentLinkedQueue<>();

    public SubscriberPool(Replicas replicas, Recorder recorder, Phase phase, long seed) {
        this.replicas = replicas;
        this.recorder = recorder;
        this.phase = phase;
        this.seed = seed;
    }

    /** So many subscribers of an operation, who come and go; some are slow, and some come with an id that is none. */
    void attach(String operation, int count, RandomGenerator random) {
        for (int i = 0; i < count; i++) {
            Pace pace = random.nextInt(10) == 0 ? Pace.SLOW : Pace.NORMAL;
            SubscriberSettings what = SubscriberSettings.operation(operation, pace, random.nextInt(3) > 0);
            join(random.nextInt(40) == 0 ? what.beginningWith("garbage/" + random.nextInt()) : what);
        }
    }

    /** A subscriber of an operation who stays. */
    public Subscriber steady(String operation, Pace pace) {
        return join(SubscriberSettings.operation(operation, pace, false));
    }

    /** A subscriber of a collection. */
    public void collection(String parent) {
        join(SubscriberSettings.collection(parent));
    }

    private Subscriber join(SubscriberSettings what) {
        int joined = number.incrementAndGet();
        Random random = new Random(seed * 31 + joined);
        Subscriber subscriber = new Subscriber("subscriber-" + joined, what, replicas, recorder, phase, random);
        members.add(new Member(subscriber, Thread.ofVirtual().start(subscriber), what.kind()));
        return subscriber;
    }

    /** How many have ever joined. */
    public int size() {
        return number.get();
    }

    /** Waits until every subscriber of an operation knows that it is over; returns how many still wait after a time. */
    public int awaitEnd(Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        int waiting = waiting();
        while (waiting > 0 && Instant.now().isBefore(deadline)) {
            Pause.of(LOOK);
            waiting = waiting();
        }
        return waiting;
    }

    private int waiting() {
        return (int) members.stream()
                .filter(member ->
                        member.kind() == Kind.OPERATION && !member.subscriber().finished())
                .count();
    }

    /** Sends everybody home, and waits until they have said what they saw. */
    public void dismiss() throws InterruptedException {
        List<Member> all = new ArrayList<>(members);
        for (Member member : all) {
            while (member.thread().isAlive()) {
                member.subscriber().leave();
                member.thread().join(LOOK);
            }
        }
    }
}
