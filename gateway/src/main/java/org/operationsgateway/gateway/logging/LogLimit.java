package org.operationsgateway.gateway.logging;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A limit on the entries of a log in an interval, which counts the entries beyond it. Thread-safe. */
public final class LogLimit {

    private final int maxEntries;
    private final long intervalNanos;
    private final LongSupplier nanoTime;
    private long start;
    private int entries;
    private long suppressed;

    /**
     * Creates a limit.
     *
     * @param maxEntries the maximum number of entries in an interval, at least 1
     * @param nanoTime {@link System#nanoTime} outside of tests
     */
    public LogLimit(int maxEntries, Duration interval, LongSupplier nanoTime) {
        this.maxEntries = maxEntries;
        this.intervalNanos = interval.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Returns -1 if an entry is suppressed; otherwise the number of suppressed ones that no entry has reported yet. */
    public synchronized long acquire() {
        long now = nanoTime.getAsLong();
        if (entries > 0 && now - start < intervalNanos) {
            return acquireInInterval();
        }
        long unreported = suppressed;
        start = now;
        entries = 1;
        suppressed = 0;
        return unreported;
    }

    private long acquireInInterval() {
        if (entries == maxEntries) {
            suppressed++;
            return -1;
        }
        entries++;
        return 0;
    }
}
