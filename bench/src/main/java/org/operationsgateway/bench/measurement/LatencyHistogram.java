package org.operationsgateway.bench.measurement;

import org.HdrHistogram.Histogram;

/** Latencies, with three digits, of a minute at most. Used by one thread. */
public final class LatencyHistogram {

    private static final long MAX_NANOS = 60_000_000_000L;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Histogram histogram = new Histogram(MAX_NANOS, 3);

    /** Adds one. */
    public void record(long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, MAX_NANOS));
    }

    /** Forgets all of them. */
    public void reset() {
        histogram.reset();
    }

    /** How many there are. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** Milliseconds; 0 if there is none. */
    public double mean() {
        return histogram.getMean() / NANOS_PER_MILLI;
    }

    /** Milliseconds that so many percent do not exceed; 0 if there is none. */
    public double percentile(double percent) {
        return histogram.getValueAtPercentile(percent) / NANOS_PER_MILLI;
    }
}
