package org.operationsgateway.gateway.watch;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The subscribers of one operation that live on one event loop, served by that loop in one pass.
 *
 * <p>Everything here runs on the loop but {@link #wake}, which any thread may call: however often it is called while a
 * pass is due, there is one pass.
 */
final class LoopGroup {

    private final EventExecutor loop;
    private final Topic topic;
    private final WatchMetrics metrics;
    private final List<Subscriber> subscribers = new ArrayList<>(1);
    private final AtomicBoolean due = new AtomicBoolean();
    private long measured;

    LoopGroup(EventExecutor loop, Topic topic, WatchMetrics metrics) {
        this.loop = loop;
        this.topic = topic;
        this.metrics = metrics;
    }

    /** There is something new. */
    void wake() {
        if (due.compareAndSet(false, true)) {
            loop.execute(this::pass);
        }
    }

    void add(Subscriber subscriber) {
        measured = Math.max(measured, topic.latest());
        subscribers.add(subscriber);
    }

    void remove(Subscriber subscriber) {
        subscribers.remove(subscriber);
    }

    private void pass() {
        due.set(false);
        int delivered = 0;
        // Backwards, because a subscriber that gets its last frame removes itself.
        for (int i = subscribers.size() - 1; i >= 0; i--) {
            delivered += subscribers.get(i).drain();
        }
        if (delivered > 0) {
            metrics.delivered(delivered);
            measure();
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
