package org.operationsgateway.gateway.store.batch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.gateway.admission.FairShares;
import org.operationsgateway.gateway.admission.Overload;
import org.operationsgateway.gateway.admission.RoundRobinQueue;

/**
 * A bounded queue of pending changes, with one line for each operation.
 *
 * <p>The head of a line is ready for the next batch, or is being made. The other changes of the line are followers;
 * each becomes the head when the previous one is removed. Batches take from the parents in turn, and each parent has a
 * share of the limits: so neither a flooded operation nor a flood of operations shuts out the others. Thread-safe.
 *
 * @param <C> the type of the changes
 * @param <R> the type of the result of a change
 */
final class PendingChanges<C extends BatchedChange, R> {

    private static final int MAX_BATCH_CHANGES = 128;
    /** In characters of metadata and responses; the last change of a batch may exceed the limit. */
    private static final int MAX_BATCH_CHARS = 1024 * 1024;
    /**
     * The maximum number of running batches. A second one starts only when it would be full, or when the latest one is
     * slow: a few large transactions cost the database less than many small ones, so changes wait less.
     */
    private static final int MAX_BATCHES = 4;

    private static final Duration SLOW_BATCH = Duration.ofMillis(50);
    /** Some eight batches. More changes are rejected, so that clients back off. */
    private static final int MAX_OPERATIONS = 1024;
    /** The number of further operations, of parents with few. */
    private static final int RESERVED_OPERATIONS = 256;
    /**
     * The limit of followers, apart from that of operations: so a flood of changes of some operations does not crowd
     * out other operations. The first follower of each operation does not count. It is low, because all followers may
     * have to be rejected at the same time.
     */
    private static final int MAX_FOLLOWERS = 128;

    private static final int MAX_FOLLOWERS_PER_OPERATION = 32;
    /** The limit for followers, in characters; for heads and first followers it is twice as high. */
    private static final long MAX_CHARS = 32L * 1024 * 1024;

    private final RoundRobinQueue<Parent, PendingChange<C, R>> ready = new RoundRobinQueue<>();
    private final FairShares<Parent> operations = new FairShares<>(MAX_OPERATIONS, RESERVED_OPERATIONS);
    private final FairShares<Parent> chars = new FairShares<>(2 * MAX_CHARS, MAX_CHARS / 2);
    /** The followers of each operation with a head. */
    private final Map<OperationName, Queue<PendingChange<C, R>>> followers = new HashMap<>();

    private int runningBatches;
    private long latestBatchNanos;
    /** The number of followers, except for the first of each operation. */
    private int followerCount;

    /** Adds a change at the end of its line; throws RESOURCE_EXHAUSTED if a limit is reached. */
    synchronized void add(PendingChange<C, R> change) {
        OperationName name = change.change().name();
        Queue<PendingChange<C, R>> line = followers.get(name);
        if (!hasCapacity(name.parent(), line)) {
            throw Overload.rejection();
        }
        chars.acquire(name.parent(), permits(change));
        if (line == null) {
            // Most operations have no followers, so their queues start without capacity.
            followers.put(name, new ArrayDeque<>(0));
            operations.acquire(name.parent(), 1);
            ready.add(name.parent(), change);
        } else {
            followerCount += line.isEmpty() ? 0 : 1;
            line.add(change);
        }
    }

    private boolean hasCapacity(Parent parent, @Nullable Queue<PendingChange<C, R>> line) {
        if (line == null) {
            return operations.accepts(parent) && chars.accepts(parent);
        }
        return line.isEmpty()
                ? chars.accepts(parent)
                : followerCount < MAX_FOLLOWERS && line.size() < maxLineFollowers() && chars.total() <= MAX_CHARS;
    }

    /** Returns the size of a change for the limit of characters; a change without payload counts, too. */
    private static long permits(PendingChange<?, ?> change) {
        return Math.max(1, change.change().chars());
    }

    /** Divides the limit of followers by the number of operations. */
    private int maxLineFollowers() {
        return Math.clamp(MAX_FOLLOWERS / followers.size(), 1, MAX_FOLLOWERS_PER_OPERATION);
    }

    /**
     * Starts a batch and returns its changes; returns an empty list if none is ready, or no further batch may start.
     */
    synchronized List<PendingChange<C, R>> nextBatch() {
        if (ready.size() == 0 || !canStartBatch()) {
            return List.of();
        }
        runningBatches++;
        latestBatchNanos = System.nanoTime();
        List<PendingChange<C, R>> batch = new ArrayList<>(Math.min(ready.size(), MAX_BATCH_CHANGES));
        long batchChars = 0;
        while (batch.size() < MAX_BATCH_CHANGES && batchChars < MAX_BATCH_CHARS && ready.size() > 0) {
            PendingChange<C, R> next = Objects.requireNonNull(ready.poll());
            batch.add(next);
            batchChars += next.change().chars();
        }
        return batch;
    }

    private boolean canStartBatch() {
        boolean full = ready.size() >= MAX_BATCH_CHANGES;
        boolean slow = System.nanoTime() - latestBatchNanos > SLOW_BATCH.toNanos();
        return runningBatches == 0 || (runningBatches < MAX_BATCHES && (full || slow));
    }

    /**
     * Ends a batch and removes its completed changes. The others stay heads until they are
     * {@linkplain #remove removed}.
     */
    synchronized void batchEnded(List<PendingChange<C, R>> batch, Predicate<PendingChange<C, R>> completed) {
        runningBatches--;
        for (PendingChange<C, R> change : batch) {
            if (completed.test(change)) {
                remove(change);
            }
        }
    }

    /** Removes a completed change, the head of its line; the next change of the line becomes ready. */
    synchronized void remove(PendingChange<C, R> change) {
        OperationName name = change.change().name();
        chars.release(name.parent(), permits(change));
        Queue<PendingChange<C, R>> line = Objects.requireNonNull(followers.get(name));
        PendingChange<C, R> next = line.poll();
        if (next == null) {
            followers.remove(name);
            operations.release(name.parent(), 1);
        } else {
            followerCount -= line.isEmpty() ? 0 : 1;
            ready.add(name.parent(), next);
        }
    }
}
