package org.operationsgateway.gateway.watch;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The subscribers of one operation that live on one event loop, served by that loop in one pass.
 *
 * <p>A pass over many subscribers lets the loop do other work every now and then, so that the next change comes in while
 * the last one goes out; whoever is served after that gets both in one write.
 *
 * <p>Everything here runs on the loop but {@link #wake}, which any thread may call: however often it is called while a
 * pass is due, there is one pass.
 */
final class LoopGroup {

    /** Served without a break: some hundred microseconds. */
    private static final int WITHOUT_BREAK = 32;

    private final EventExecutor loop;
    private final Topic topic;
    private final WatchMetrics metrics;
    private final List<Subscriber> subscribers = new ArrayList<>(1);
    private final AtomicBoolean due = new AtomicBoolean();
    private boolean passing;
    /** How many subscribers the pass hasn't come to. */
    private int left;

    private long measured;

    LoopGroup(EventExecutor loop, Topic topic, WatchMetrics metrics) {
        this.loop = loop;
        this.topic = topic;
        this.metrics = metrics;
    }

    /** There is something new. */
    void wake() {
        if (due.compareAndSet(false, true)) {
            loop.execute(this::begin);
        }
    }

    void add(Subscriber subscriber) {
        measured = Math.max(measured, topic.latest());
        subscriber.place = subscribers.size();
        subscribers.add(subscriber);
    }

    void remove(Subscriber subscriber) {
        Subscriber last = subscribers.removeLast();
        if (last != subscriber) {
            // A pass goes backwards, so it has come to the last one before.
            last.place = subscriber.place;
            subscribers.set(last.place, last);
        }
    }

    private void begin() {
        // One that is going on serves those that it has come to once more, after the others.
        if (!passing) {
            pass();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What never runs belongs to an event loop that has ended.
    private void pass() {
        if (left == 0) {
            due.set(false);
            left = subscribers.size();
        }
        serve();
        if (left == 0) {
            measure();
        }
        passing = left > 0 || due.get();
        if (passing) {
            // Not by execute: the loop would do that before it looks at its channels.
            loop.schedule(this::pass, 0, TimeUnit.NANOSECONDS);
        }
    }

    private void serve() {
        int delivered = 0;
        int end = Math.max(0, left - WITHOUT_BREAK);
        // Backwards, because a subscriber that gets its last frame removes itself.
        for (left = Math.min(left, subscribers.size()); left > end; left = Math.min(left, subscribers.size())) {
            left--;
            delivered += subscribers.get(left).drain();
        }
        if (delivered > 0) {
            metrics.delivered(delivered);
        }
    }

    private void measure() {
        Frame latest = topic.frame(topic.latest());
        if (latest != null && latest.number() > measured) {
            measured = latest.number();
            metrics.wroteLive(latest.time());
        }
    }
}
