package org.operationsgateway.gateway.watch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory all subscribers together take for what they read from the log, because they have fallen behind.
 *
 * <p>Each asks for room before it reads, and gives it back when it has written what it read. Those for whom there is none
 * wait, in the order in which they came. So a thousand slow readers of large states cost no more than a few. Thread-safe.
 */
final class RefillBudget {

    private final long limit;
    private final AtomicLong taken = new AtomicLong();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    /**
     * Allows for a number of bytes.
     *
     * @param limit what may be taken at once; a single reader may take more, if it is the only one
     */
    RefillBudget(long limit) {
        this.limit = limit;
    }

    /** A sixteenth of the heap. */
    static RefillBudget ofThisHeap() {
        return new RefillBudget(Runtime.getRuntime().maxMemory() / 16);
    }

    /**
     * Takes room for that many bytes.
     *
     * @param retry run once, on any thread, when there may be room; it has to {@linkplain #wakeNext pass that on} if it has
     *     no use for it
     * @return whether there was room; if not, the reader waits
     */
    boolean take(long bytes, Runnable retry) {
        if (tryTake(bytes)) {
            return true;
        }
        waiting.add(retry);
        if (taken.get() == 0) {
            // Whoever would have woken it has gone in between.
            wakeNext();
        }
        return false;
    }

    private boolean tryTake(long bytes) {
        long before = taken.getAndUpdate(now -> fits(now, bytes) ? now + bytes : now);
        return fits(before, bytes);
    }

    private boolean fits(long now, long bytes) {
        return now == 0 || now + bytes <= limit;
    }

    /** Gives back what was taken. */
    void giveBack(long bytes) {
        taken.addAndGet(-bytes);
        wakeNext();
    }

    /** Lets the next one try that waits. */
    void wakeNext() {
        Runnable next = waiting.poll();
        if (next != null) {
            next.run();
        }
    }

    long taken() {
        return taken.get();
    }
}
