package org.operationsgateway.bench.load;

import java.time.Duration;

/**
 * When each message of a fixed rate should be sent, on the clock of {@link System#nanoTime}.
 *
 * <p>A message that could not be sent in time keeps its time: its latency includes how long it waited for a server that
 * was busy with others, which a generator that only times what it sent would leave out (coordinated omission).
 */
public final class Schedule {

    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    private final long start;
    private final double interval;
    private long taken;

    /**
     * Starts a schedule.
     *
     * @param perSecond how many messages a second; more than none
     */
    public Schedule(long start, double perSecond) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("Not a rate: " + perSecond);
        }
        this.start = start;
        this.interval = NANOS / perSecond;
    }

    /** The same rate from another time on. */
    Schedule restarted(long now) {
        return new Schedule(now, NANOS / interval);
    }

    /** When the next message should be sent. */
    public long next() {
        return start + (long) (taken * interval);
    }

    /** The next message was sent. */
    public void take() {
        taken++;
    }
}
