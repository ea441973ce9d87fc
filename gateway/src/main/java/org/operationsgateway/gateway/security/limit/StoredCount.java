package org.operationsgateway.gateway.security.limit;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The latest count of the stored operations of a caller, with the creations on this replica since then. Thread-safe.
 *
 * <p>Between two counts, a replica accepts a share of what remains, because other replicas accept creations, too. The
 * operations are counted when the latest count is old, and earlier if half of the share is used.
 */
final class StoredCount {

    /** The number of replicas that do not exceed the limit together, apart from the minimum of each. */
    static final int REPLICAS = 16;

    /** The least share is this part of the limit: a share of what remains alone would never reach the limit. */
    static final int MIN_SHARES = 1000;

    private static final Duration MIN_AGE = Duration.ofSeconds(5);
    private static final Duration MIN_AGE_OF_USED_SHARE = Duration.ofMillis(100);
    /** Counting uses at most one twentieth of a connection, however many operations there are. */
    private static final int MIN_AGE_IN_COUNTS = 20;

    private final long limit;
    private final LongSupplier nanoTime;
    private long counted;
    private long share;
    /** The creations that are in progress, or have succeeded since the latest count began. */
    private long reserved;
    /** The creations that have succeeded since the latest count began. */
    private long created;

    private long createdBefore;
    private long nextCountNanos;
    private long earliestCountNanos;

    /**
     * Creates a count of nothing, which is old.
     *
     * @param limit at least 1
     * @param nanoTime {@link System#nanoTime} outside of tests
     */
    StoredCount(long limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.share = shareOf(limit);
        this.nextCountNanos = nanoTime.getAsLong();
        this.earliestCountNanos = nextCountNanos;
    }

    private long shareOf(long remaining) {
        return Math.max(1, Math.max(remaining / REPLICAS, limit / MIN_SHARES));
    }

    /** Returns whether the operations should be counted again. */
    synchronized boolean isOld() {
        long now = nanoTime.getAsLong();
        return now - nextCountNanos >= 0 || (2 * reserved >= share && now - earliestCountNanos >= 0);
    }

    /** Begins a count. Creations that succeed from now on may be part of it or not. */
    synchronized void begin() {
        createdBefore = created;
    }

    /** Sets the number of operations that are stored, after {@link #begin}. */
    synchronized void set(long stored) {
        counted = stored;
        share = shareOf(limit - stored);
        reserved -= createdBefore;
        created -= createdBefore;
    }

    /** Sets the time of the next count, after one that has succeeded or failed. */
    synchronized void nextCountAfter(Duration lastCount) {
        Duration age = lastCount.multipliedBy(MIN_AGE_IN_COUNTS);
        long now = nanoTime.getAsLong();
        nextCountNanos = now + max(age, MIN_AGE).toNanos();
        earliestCountNanos = now + max(age, MIN_AGE_OF_USED_SHARE).toNanos();
    }

    private static Duration max(Duration first, Duration second) {
        return first.compareTo(second) > 0 ? first : second;
    }

    /** Reserves room for an operation, if there is some. {@link #created} or {@link #failed} must follow. */
    synchronized Room reserve() {
        if (counted + reserved >= limit) {
            return Room.NONE;
        }
        if (reserved >= share) {
            return Room.UNKNOWN;
        }
        reserved++;
        return Room.RESERVED;
    }

    /** Records that a creation has succeeded. */
    synchronized void created() {
        created++;
    }

    /** Returns the room of a creation that has failed. */
    synchronized void failed() {
        reserved--;
    }

    /** The result of a reservation. */
    enum Room {
        RESERVED,
        /** The caller has as many operations as it may. */
        NONE,
        /** The share of this replica is used, and there may be room after the next count. */
        UNKNOWN
    }
}
