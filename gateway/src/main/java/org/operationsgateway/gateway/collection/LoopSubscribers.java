package org.operationsgateway.gateway.collection;

import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.operationsgateway.gateway.watch.WatchMetrics;

/**
 * The subscribers that live on one event loop, served by that loop in one pass.
 *
 * <p>Everything here runs on the loop but {@link #wake}, which any thread may call: however often it is called while a
 * pass is due, there is one pass.
 */
final class LoopSubscribers {

    private final EventExecutor loop;
    private final WatchMetrics metrics;
    private final Set<CollectionSubscriber> subscribers = new LinkedHashSet<>();
    private final AtomicBoolean due = new AtomicBoolean();
    private Instant measured = Instant.MIN;

    LoopSubscribers(EventExecutor loop, WatchMetrics metrics) {
        this.loop = loop;
        this.metrics = metrics;
    }

    /** There is something new. */
    void wake() {
        if (due.compareAndSet(false, true)) {
            loop.execute(this::pass);
        }
    }

    void add(CollectionSubscriber subscriber) {
        subscribers.add(subscriber);
    }

    void remove(CollectionSubscriber subscriber) {
        subscribers.remove(subscriber);
    }

    private void pass() {
        due.set(false);
        Instant live = Instant.MIN;
        // A copy, because a write that fails may end its stream at once.
        for (CollectionSubscriber subscriber : List.copyOf(subscribers)) {
            subscriber.resume();
            Instant time = subscriber.lastLive();
            live = time.isAfter(live) ? time : live;
        }
        if (live.isAfter(measured)) {
            measured = live;
            metrics.wroteLive(live);
        }
    }
}
