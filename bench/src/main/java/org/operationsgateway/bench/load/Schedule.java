package org.operationsgateway.bench.load;

import java.time.Duration;

/**
 * The due times of requests at a fixed rate, on the clock of {@link System#nanoTime}.
 *
 * <p>A request that is sent late keeps its due time, so its latency includes the delay. Latency since the actual send
 * would omit the delay caused by a slow server (coordinated omission).
 */
final class Schedule {

    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final long start;
    private final double interval;
    private long sent;

    /**
     * Creates a schedule.
     *
     * @param start the due time of the first request, in nanoseconds
     * @param perSecond the number of requests per second, above 0
     */
    Schedule(long start, double perSecond) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("The rate must be above 0: " + perSecond);
        }
        this.start = start;
        this.interval = NANOS_PER_SECOND / perSecond;
    }

    /** Returns a schedule with the same rate and another start. */
    Schedule restarted(long now) {
        return new Schedule(now, NANOS_PER_SECOND / interval);
    }

    /** Returns the due time of the next request. */
    long nextDue() {
        return start + (long) (sent * interval);
    }

    /** Advances to the request after the next one. */
    void advance() {
        sent++;
    }
}
