package org.operationsgateway.gateway.security.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The latest count of the stored operations of a caller, with the creations since then. Thread-safe. */
final class StoredCount {

    private static final Duration MIN_AGE = Duration.ofSeconds(5);
    /** Counting uses at most one twentieth of a connection, however many operations there are. */
    private static final int MIN_AGE_IN_COUNTS = 20;

    private final AtomicLong operations = new AtomicLong();
    private volatile long nextCountNanos = System.nanoTime();

    /** Returns whether the operations should be counted again. */
    boolean isOld() {
        return System.nanoTime() - nextCountNanos >= 0;
    }

    /** Sets the time of the next count. */
    void nextCountAfter(Duration lastCount) {
        Duration age = lastCount.multipliedBy(MIN_AGE_IN_COUNTS);
        nextCountNanos = System.nanoTime() + (age.compareTo(MIN_AGE) > 0 ? age : MIN_AGE).toNanos();
    }

    /** Sets the number of operations that are stored. */
    void set(long counted) {
        operations.set(counted);
    }

    /** Adds an operation that was created since. */
    void increment() {
        operations.incrementAndGet();
    }

    /** Returns the number of operations. */
    long get() {
        return operations.get();
    }
}
