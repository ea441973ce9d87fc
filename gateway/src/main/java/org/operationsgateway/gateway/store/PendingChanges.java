package org.operationsgateway.gateway.store;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.RetryInfo;
import org.operationsgateway.core.rpc.StatusException;

/**
 * A bounded queue of pending changes, with one line for each operation.
 *
 * <p>The head of a line is ready for the next batch, or is being made. The other changes of the line are followers;
 * each becomes the head when the previous one is removed. Thread-safe.
 */
final class PendingChanges {

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
    /**
     * The limit of followers, apart from that of operations: so a flood of changes of some operations does not crowd
     * out other operations. It is low, because all followers may have to be rejected at the same time.
     */
    private static final int MAX_FOLLOWERS = 128;

    private static final int MAX_FOLLOWERS_PER_OPERATION = 32;
    /** The limit for followers, in characters; the limit for heads is twice as high. */
    private static final long MAX_CHARS = 32L * 1024 * 1024;

    private final Queue<PendingChange> ready = new ArrayDeque<>();
    /** The followers of each operation with a head. */
    private final Map<OperationName, Queue<PendingChange>> followers = new HashMap<>();

    private int runningBatches;
    private long latestBatchNanos;
    private int followerCount;
    private long chars;

    /** Adds a change at the end of its line; throws RESOURCE_EXHAUSTED if a limit is reached. */
    synchronized void add(PendingChange change) {
        OperationName name = change.change().name();
        Queue<PendingChange> line = followers.get(name);
        if (line == null ? !hasCapacityForHead() : !hasCapacityForFollower(line)) {
            throw overloaded();
        }
        chars += change.change().chars();
        if (line == null) {
            // Most operations have no followers, so their queues start without capacity.
            followers.put(name, new ArrayDeque<>(0));
            ready.add(change);
        } else {
            line.add(change);
            followerCount++;
        }
    }

    private boolean hasCapacityForHead() {
        return followers.size() < MAX_OPERATIONS && chars <= 2 * MAX_CHARS;
    }

    private boolean hasCapacityForFollower(Queue<PendingChange> line) {
        return followerCount < MAX_FOLLOWERS && line.size() < maxLineFollowers() && chars <= MAX_CHARS;
    }

    /** Divides the limit of followers by the number of operations. */
    private int maxLineFollowers() {
        return Math.clamp(MAX_FOLLOWERS / followers.size(), 1, MAX_FOLLOWERS_PER_OPERATION);
    }

    private static StatusException overloaded() {
        Duration delay = Duration.ofMillis(ThreadLocalRandom.current().nextLong(250, 1000));
        return StatusException.of(
                Reason.OVERLOADED,
                "Too many changes are pending. Nothing was changed: retry after the delay.",
                new RetryInfo(delay));
    }

    /**
     * Starts a batch and returns its changes; returns an empty list if none is ready, or no further batch may start.
     */
    synchronized List<PendingChange> nextBatch() {
        if (ready.isEmpty() || !canStartBatch()) {
            return List.of();
        }
        runningBatches++;
        latestBatchNanos = System.nanoTime();
        List<PendingChange> batch = new ArrayList<>(Math.min(ready.size(), MAX_BATCH_CHANGES));
        long batchChars = 0;
        while (batch.size() < MAX_BATCH_CHANGES && batchChars < MAX_BATCH_CHARS && !ready.isEmpty()) {
            PendingChange next = ready.remove();
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
    synchronized void batchEnded(List<PendingChange> batch, Predicate<PendingChange> completed) {
        runningBatches--;
        for (PendingChange change : batch) {
            if (completed.test(change)) {
                remove(change);
            }
        }
    }

    /** Removes a completed change, the head of its line; the next change of the line becomes ready. */
    synchronized void remove(PendingChange change) {
        chars -= change.change().chars();
        OperationName name = change.change().name();
        PendingChange next = Objects.requireNonNull(followers.get(name)).poll();
        if (next == null) {
            followers.remove(name);
        } else {
            followerCount--;
            ready.add(next);
        }
    }
}
