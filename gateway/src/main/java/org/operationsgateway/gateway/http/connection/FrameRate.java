package org.operationsgateway.gateway.http.connection;

import java.util.concurrent.TimeUnit;

/** A token bucket for the frames of one connection. Not thread-safe. */
final class FrameRate {

    private final double burst;
    private final double perNano;
    private double tokens;
    private long last;

    /**
     * Creates a full bucket.
     *
     * @param perSecond the frames of a second
     * @param burst the number of frames that the bucket holds
     * @param nanos the time now
     */
    FrameRate(double perSecond, double burst, long nanos) {
        this.burst = burst;
        this.perNano = perSecond / TimeUnit.SECONDS.toNanos(1);
        this.tokens = burst;
        this.last = nanos;
    }

    /** Counts a frame and returns whether it is within the limit. */
    boolean accept(long nanos) {
        tokens = Math.min(burst, tokens + (nanos - last) * perNano);
        last = nanos;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
