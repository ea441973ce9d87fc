package org.operationsgateway.bench.measurement;

import org.HdrHistogram.Histogram;

/** A histogram of latencies up to one minute, with a precision of three digits. Confined to one thread. */
public final class LatencyHistogram {

    private static final long MAX_NANOS = 60_000_000_000L;
    private static final double NANOS_PER_MILLI = 1e6;

    private final Histogram histogram = new Histogram(MAX_NANOS, 3);

    /** Adds a latency, in nanoseconds. */
    public void record(long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, MAX_NANOS));
    }

    /** Removes all latencies. */
    public void reset() {
        histogram.reset();
    }

    /** Returns the number of latencies. */
    public long count() {
        return histogram.getTotalCount();
    }

    /** Returns the mean in milliseconds; 0 if the histogram is empty. */
    public double mean() {
        return histogram.getMean() / NANOS_PER_MILLI;
    }

    /** Returns a percentile in milliseconds; 0 if the histogram is empty. */
    public double percentile(double percent) {
        return histogram.getValueAtPercentile(percent) / NANOS_PER_MILLI;
    }
}
