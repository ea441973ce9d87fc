package org.operationsgateway.gateway.fanout;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * A bounded number of permits with a FIFO queue of pending acquisitions. Thread-safe.
 *
 * <p>An acquisition is granted when the permits fit under the limit, or when no permit is acquired: so one that is
 * larger than the limit is granted alone.
 */
public final class PermitQueue {

    private record PendingAcquisition(long permits, Runnable onGranted) {}

    private final long limit;
    private final Queue<PendingAcquisition> pending = new ArrayDeque<>();
    private long acquired;

    /**
     * Creates a queue with all permits available.
     *
     * @param limit the number of permits, at least 1
     */
    public PermitQueue(long limit) {
        this.limit = limit;
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
        synchronized (pending) {
            if (pending.isEmpty() && fits(permits)) {
                acquired += permits;
                return true;
            }
            pending.add(new PendingAcquisition(permits, onGranted));
            return false;
        }
    }

    private boolean fits(long permits) {
        return acquired == 0 || acquired + permits <= limit;
    }

    /** Releases acquired permits and grants as many pending acquisitions as fit. */
    public void release(long permits) {
        List<Runnable> granted = new ArrayList<>(1);
        synchronized (pending) {
            acquired -= permits;
            for (PendingAcquisition next = pending.peek();
                    next != null && fits(next.permits());
                    next = pending.peek()) {
                acquired += next.permits();
                granted.add(pending.remove().onGranted());
            }
        }
        granted.forEach(Runnable::run);
    }

    /** Returns the number of acquired permits. */
    public long acquired() {
        synchronized (pending) {
            return acquired;
        }
    }
}
