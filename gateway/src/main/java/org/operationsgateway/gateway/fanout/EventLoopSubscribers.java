package org.operationsgateway.gateway.fanout;

import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.operationsgateway.gateway.stream.StreamMetrics;

/**
 * The subscribers of one event source on one event loop, served by that loop in one pass.
 *
 * <p>A pass over many subscribers yields the event loop at intervals, so that the loop reads the next change while it
 * writes the last one. A subscriber served after such a break gets both changes in one write.
 *
 * <p>{@link #wake} is thread-safe: any number of calls before the next pass cause one pass. All other methods run on
 * the event loop.
 */
public final class EventLoopSubscribers {

    /** The number of subscribers served without a break, which takes some hundred microseconds. */
    private static final int MAX_WITHOUT_BREAK = 32;

    /** The time after which a pass has a break, if subscribers evaluate expensive filters. */
    private static final long MAX_NANOS_WITHOUT_BREAK = 2_000_000;

    private final EventExecutor loop;
    private final Supplier<Instant> lastCommitTime;
    private final StreamMetrics metrics;
    private final List<EventLoopSubscriber> subscribers = new ArrayList<>(1);
    private final AtomicBoolean due = new AtomicBoolean();
    private boolean passing;
    /** The number of subscribers that the current pass has yet to serve. */
    private int remaining;

    private boolean delivered;
    private Instant measured = Instant.MIN;

    /**
     * Creates an empty group.
     *
     * @param lastCommitTime returns the commit time of the latest published change, by the database clock;
     *     {@link Instant#MIN} if there is none
     */
    public EventLoopSubscribers(EventExecutor loop, Supplier<Instant> lastCommitTime, StreamMetrics metrics) {
        this.loop = loop;
        this.lastCommitTime = lastCommitTime;
        this.metrics = metrics;
    }

    /** Schedules a pass over all subscribers, unless one is scheduled already. */
    public void wake() {
        if (due.compareAndSet(false, true)) {
            loop.execute(this::begin);
        }
    }

    /** Adds a subscriber. The latency of changes published before is not measured. */
    public void add(EventLoopSubscriber subscriber) {
        measured = later(measured, lastCommitTime.get());
        subscriber.index = subscribers.size();
        subscribers.add(subscriber);
    }

    /** Removes a subscriber, also during a pass. */
    public void remove(EventLoopSubscriber subscriber) {
        EventLoopSubscriber last = subscribers.removeLast();
        if (last.index != subscriber.index) {
            // A pass runs from the last index to the first, so it has served the last subscriber already.
            last.index = subscriber.index;
            subscribers.set(last.index, last);
        }
    }

    private void begin() {
        // A running pass is followed by another one, which serves the subscribers behind its position again.
        if (!passing) {
            pass();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A task that never runs belongs to an event loop that has ended.
    private void pass() {
        if (remaining == 0) {
            due.set(false);
            remaining = subscribers.size();
        }
        serve();
        if (remaining == 0) {
            measure();
        }
        passing = remaining > 0 || due.get();
        if (passing) {
            // Not by execute: the loop would run the task before it polls its channels.
            loop.schedule(this::pass, 0, TimeUnit.NANOSECONDS);
        }
    }

    private void serve() {
        int events = 0;
        int end = Math.max(0, remaining - MAX_WITHOUT_BREAK);
        long start = System.nanoTime();
        // Backwards, because a subscriber that gets its last event removes itself.
        for (remaining = Math.min(remaining, subscribers.size());
                remaining > end && System.nanoTime() - start < MAX_NANOS_WITHOUT_BREAK;
                remaining = Math.min(remaining, subscribers.size())) {
            remaining--;
            events += subscribers.get(remaining).deliver();
        }
        if (events > 0) {
            delivered = true;
            metrics.delivered(events);
        }
    }

    private void measure() {
        Instant latest = lastCommitTime.get();
        if (delivered && latest.isAfter(measured)) {
            measured = latest;
            metrics.wroteLive(latest);
        }
        delivered = false;
    }

    private static Instant later(Instant one, Instant other) {
        return other.isAfter(one) ? other : one;
    }
}
