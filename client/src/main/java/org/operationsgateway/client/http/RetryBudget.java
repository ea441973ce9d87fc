package org.operationsgateway.client.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A bucket of tokens that limits the retries of a client to a tenth of its requests. Thread-safe.
 *
 * <p>Each request adds a tenth of a token, each retry removes one. The bucket also gains one token in ten seconds, so
 * that a client with few requests can retry. It begins full, with {@value #CAPACITY} tokens: so an outage costs a
 * client at most these at once, however many requests fail.
 */
public final class RetryBudget {

    private static final int CAPACITY = 10;
    private static final long UNITS_PER_TOKEN = 10;
    private static final long UNIT_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;
    private long units = CAPACITY * UNITS_PER_TOKEN;
    private long lastGain;

    /**
     * Creates a full bucket.
     *
     * @param nanoTime the clock, as {@link System#nanoTime}
     */
    public RetryBudget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastGain = nanoTime.getAsLong();
    }

    /** Records a request. */
    synchronized void recordRequest() {
        add(1);
    }

    /** Removes a token for a retry. Returns false if there is none. */
    synchronized boolean takeRetry() {
        long gained = (nanoTime.getAsLong() - lastGain) / UNIT_NANOS;
        lastGain += gained * UNIT_NANOS;
        add(gained);
        if (units < UNITS_PER_TOKEN) {
            return false;
        }
        units -= UNITS_PER_TOKEN;
        return true;
    }

    private void add(long gained) {
        units = Math.min(CAPACITY * UNITS_PER_TOKEN, units + gained);
    }
}
