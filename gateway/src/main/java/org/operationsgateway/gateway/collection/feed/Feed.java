package org.operationsgateway.gateway.collection.feed;

import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.gateway.collection.log.EntryReader;
import org.operationsgateway.gateway.collection.log.PgSnapshot;
import org.operationsgateway.gateway.fanout.EventLoopSubscriber;
import org.operationsgateway.gateway.fanout.EventLoopSubscribers;
import org.operationsgateway.gateway.fanout.SequenceRing;
import org.operationsgateway.gateway.memory.MemoryBudget;
import org.operationsgateway.gateway.memory.MemoryUse;
import org.operationsgateway.gateway.memory.PermitQueue;
import org.operationsgateway.gateway.store.filter.Scope;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The changes of all collections that are subscribed to on this replica, in a ring of batches.
 *
 * <p>Each sweep publishes its result. The feed reads the changes from the log, encodes them once, appends them as a
 * batch and wakes the subscribers. A subscriber reads the ring at its own pace; after its next batch was evicted, it
 * reads the log.
 *
 * <p>Thread-safe. The lock is held for a few field accesses, never during I/O.
 */
@Component
public class Feed {

    private static final int MAX_BATCHES = 512;
    /** The number of the largest batches that the ring holds. */
    private static final int BATCHES_IN_RING = 4;

    private static final long MAX_RING_BYTES = 16L * 1024 * 1024;

    private final StreamMetrics metrics;
    private final SubscribedScopes scopes = new SubscribedScopes();
    private final SweepReader reader;
    private final SequenceRing<FeedBatch> ring;
    private final Map<EventExecutor, EventLoopSubscribers> subscribers = new ConcurrentHashMap<>(4);
    private volatile Instant lastCommitTime = Instant.MIN;
    private volatile Runnable sweepRequest = () -> {};
    private volatile boolean sweepRequested;
    /** The number of the latest sweep that has started to publish. */
    private long sweep;
    /** Null until the first sweep has been published. */
    private @Nullable FeedPosition latest;
    /** Incremented before the feed restarts, so that no subscriber reads changes of another history as its own. */
    private volatile int generation;

    Feed(EntryReader reader, StreamMetrics metrics, MemoryBudget budget) {
        // The rings of single operations use the other half.
        PermitQueue rings = budget.share(MemoryUse.RINGS);
        long ringBytes = Math.min(MAX_RING_BYTES, rings.limit() / 2);
        rings.force(ringBytes);
        this.ring = new SequenceRing<>(MAX_BATCHES, ringBytes, 1);
        this.reader = new SweepReader(reader, scopes, ringBytes / BATCHES_IN_RING);
        this.metrics = metrics;
    }

    /** Sets the action that requests a sweep. It must neither block nor throw. */
    public void onSweepRequest(Runnable request) {
        sweepRequest = request;
    }

    /** Requests a sweep, after which every subscriber is woken, even if it finds no changes. */
    public void requestSweep() {
        sweepRequested = true;
        sweepRequest.run();
    }

    /** Returns whether any collection is subscribed to. */
    public boolean isActive() {
        return !scopes.isEmpty();
    }

    /** Returns whether a collection that includes a parent is subscribed to. */
    public boolean isSubscribed(Parent parent) {
        return scopes.includes(parent);
    }

    /**
     * Publishes the changes that a sweep found; called again only after the previous call has completed.
     *
     * @return completes when the subscribers have been woken; errors if the database fails: then the next sweep must
     *     find the same changes again
     */
    public Mono<Void> publish(SweepResult result) {
        long number = nextSweep();
        if (number == 0) {
            return Mono.empty();
        }
        return reader.read(result)
                .switchIfEmpty(Mono.fromRunnable(() -> restart(number, result.to())))
                .doOnNext(changes -> append(number, result, changes))
                .then();
    }

    /** Continues from a snapshot of another history of the database, in which published changes may be lost. */
    public void restartInOtherHistory(PgSnapshot snapshot) {
        long number;
        synchronized (this) {
            generation++;
            number = nextSweep();
        }
        if (number > 0) {
            restart(number, snapshot);
        }
    }

    /** Returns the number of histories of the database that the feed has left. */
    public int generation() {
        return generation;
    }

    /** Returns the number of the sweep; 0 if there are no subscribers. */
    private synchronized long nextSweep() {
        return isActive() ? ++sweep : 0;
    }

    private void append(long number, SweepResult result, List<CollectionChange> changes) {
        if (tryAppend(number, result, changes)) {
            wake(!changes.isEmpty());
        } else {
            restart(number, result.to());
        }
    }

    /** Returns false if the feed does not end where the sweep starts. */
    private synchronized boolean tryAppend(long number, SweepResult result, List<CollectionChange> changes) {
        if (latest == null || !latest.snapshot().equals(result.from())) {
            return false;
        }
        if (!changes.isEmpty()) {
            FeedBatch batch = new FeedBatch(ring.latest() + 1, result.to(), changes);
            ring.append(batch);
            lastCommitTime = batch.lastCommitTime();
        }
        latest = new FeedPosition(number, ring.latest(), result.to());
        return true;
    }

    /** Continues from a snapshot, with a gap before it: each subscriber reads the missing changes from the log. */
    private void restart(long number, PgSnapshot snapshot) {
        synchronized (this) {
            ring.clear();
            latest = isActive() ? new FeedPosition(number, ring.latest(), snapshot) : null;
        }
        wake(true);
    }

    private void wake(boolean ringChanged) {
        boolean requested = sweepRequested;
        sweepRequested = false;
        if (ringChanged || requested) {
            subscribers.values().forEach(EventLoopSubscribers::wake);
        }
    }

    /**
     * Adds a subscriber; called on its event loop.
     *
     * @return the number of the latest sweep: batches of later sweeps contain all changes in the scope
     */
    public long join(Scope scope, EventLoopSubscriber subscriber, EventExecutor loop) {
        subscribersOn(loop).add(subscriber);
        synchronized (this) {
            scopes.add(scope);
            return sweep;
        }
    }

    private EventLoopSubscribers subscribersOn(EventExecutor loop) {
        return subscribers.computeIfAbsent(loop, key -> new EventLoopSubscribers(key, () -> lastCommitTime, metrics));
    }

    /** Removes a subscriber; called on its event loop. */
    public void leave(Scope scope, EventLoopSubscriber subscriber, EventExecutor loop) {
        subscribersOn(loop).remove(subscriber);
        synchronized (this) {
            scopes.remove(scope);
            if (scopes.isEmpty()) {
                ring.clear();
                latest = null;
            }
        }
    }

    /**
     * Returns the position after the latest sweep; null if no sweep has been published since the first subscription.
     */
    public synchronized @Nullable FeedPosition latest() {
        return latest;
    }

    /** Returns the number of a sweep that has not read the database yet. */
    public synchronized long laterSweep() {
        // The next one to publish may have read it.
        return sweep + 2;
    }

    /** Reads the batch after a sequence number. */
    public synchronized FeedRead after(long sequence) {
        FeedBatch next = ring.get(sequence + 1);
        if (next != null) {
            return new FeedRead.Next(next);
        }
        FeedPosition end = latest;
        return end != null && end.sequence() == sequence
                ? new FeedRead.UpToDate(end.snapshot())
                : new FeedRead.Evicted();
    }
}
