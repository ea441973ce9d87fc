package org.operationsgateway.gateway.memory;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of permits with a FIFO queue of pending acquisitions. Thread-safe.
 *
 * <p>An acquisition is granted when the permits fit under the limit, or when no permit is acquired: so one that is
 * larger than the limit is granted alone. A queue may have a reserve, which only small acquisitions use: they are
 * granted before pending large ones, so that large ones do not hold up the small ones.
 */
public final class PermitQueue {

    /** The largest acquisition that may use the reserve. */
    public static final long MAX_SMALL = 256 * 1024;

    /** An acquisition in the queue, compared by identity: so it is removed in constant time. */
    static final class Pending {

        private final long permits;
        private final Runnable onGranted;

        private Pending(long permits, Runnable onGranted) {
            this.permits = permits;
            this.onGranted = onGranted;
        }
    }

    private final long limit;
    private final long reserve;
    private final SequencedSet<Pending> pending = new LinkedHashSet<>();
    private final SequencedSet<Pending> pendingSmall = new LinkedHashSet<>();
    private volatile long acquired;
    private boolean refused;

    /**
     * Creates a queue with all permits available and no reserve.
     *
     * @param limit the number of permits, at least 1
     */
    public PermitQueue(long limit) {
        this(limit, 0);
    }

    /**
     * Creates a queue with all permits available.
     *
     * @param limit the number of permits, at least 1
     * @param reserve the permits that only small acquisitions use, less than the limit
     */
    PermitQueue(long limit, long reserve) {
        this.limit = limit;
        this.reserve = reserve;
    }

    /** Returns a queue with a part of this one's limit and reserve, and all permits available. */
    PermitQueue fraction(int parts) {
        return new PermitQueue(Math.max(1, limit / parts), reserve / parts);
    }

    /**
     * Acquires permits, or enqueues the acquisition.
     *
     * @param permits at least 1
     * @param onGranted runs once if the acquisition was enqueued, when it is granted, on the thread that releases
     *     permits; must not block
     * @return whether the permits were acquired at once; then {@code onGranted} does not run
     */
    public boolean acquire(long permits, Runnable onGranted) {
        return acquireOrEnqueue(permits, onGranted) == null;
    }

    /** Acquires permits as {@link #acquire} does; returns the enqueued acquisition, or null if there is none. */
    @Nullable
    Pending acquireOrEnqueue(long permits, Runnable onGranted) {
        synchronized (pending) {
            if (tryAcquire(permits)) {
                return null;
            }
            Pending enqueued = new Pending(permits, onGranted);
            queue(permits).add(enqueued);
            return enqueued;
        }
    }

    private SequencedSet<Pending> queue(long permits) {
        return usesReserve(permits) ? pendingSmall : pending;
    }

    /** Acquires permits if that is possible at once. */
    public boolean tryAcquire(long permits) {
        synchronized (pending) {
            boolean fits = queue(permits).isEmpty() && fits(permits);
            add(fits ? permits : 0);
            refused |= !fits;
            return fits;
        }
    }

    /** Acquires permits if they fit without the reserve, whatever their number. */
    public boolean tryAcquireLarge(long permits) {
        synchronized (pending) {
            boolean fits = pending.isEmpty() && acquired + permits <= limit - reserve;
            add(fits ? permits : 0);
            refused |= !fits;
            return fits;
        }
    }

    /** Acquires permits even beyond the limit, for memory that is already in use. */
    public void force(long permits) {
        synchronized (pending) {
            add(permits);
        }
    }

    /** Removes a pending acquisition, which is then not granted unless it has been already. */
    void cancel(Pending enqueued) {
        synchronized (pending) {
            queue(enqueued.permits).remove(enqueued);
        }
    }

    /** Called with the lock held; the field is volatile for those that read it without the lock. */
    private void add(long permits) {
        long sum = acquired + permits;
        acquired = sum;
    }

    private boolean usesReserve(long permits) {
        return reserve > 0 && permits <= MAX_SMALL;
    }

    private boolean fits(long permits) {
        return usesReserve(permits)
                ? acquired + permits <= limit
                : acquired <= reserve || acquired + permits <= limit - reserve;
    }

    /** Releases acquired permits and grants as many pending acquisitions as fit. */
    public void release(long permits) {
        List<Runnable> granted = new ArrayList<>(1);
        synchronized (pending) {
            add(-permits);
            grant(pendingSmall, granted);
            grant(pending, granted);
        }
        granted.forEach(Runnable::run);
    }

    private void grant(SequencedSet<Pending> queue, List<Runnable> granted) {
        while (!queue.isEmpty() && fits(queue.getFirst().permits)) {
            Pending next = queue.removeFirst();
            add(next.permits);
            granted.add(next.onGranted);
        }
    }

    /** Returns the number of acquired permits. */
    public long acquired() {
        return acquired;
    }

    /** Returns the number of permits in all. */
    public long limit() {
        return limit;
    }

    /** Returns whether an acquisition is pending. */
    public boolean hasPending() {
        synchronized (pending) {
            return !pending.isEmpty() || !pendingSmall.isEmpty();
        }
    }

    /** Returns whether an acquisition is pending, or was refused since the last call. */
    boolean pollContention() {
        synchronized (pending) {
            boolean contended = refused || hasPending();
            refused = false;
            return contended;
        }
    }
}
