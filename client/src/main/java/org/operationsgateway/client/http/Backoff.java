package org.operationsgateway.client.http;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Exponential delays with jitter. Immutable and thread-safe.
 *
 * @param first the mean of the first delay
 * @param max the limit on the mean of a delay
 */
public record Backoff(Duration first, Duration max) {

    private static final int MAX_SHIFT = 20;

    /**
     * Returns a random delay, from half to one and a half of its mean.
     *
     * @param attempt the number of failures before, from 0
     * @param min the least mean; null if there is none
     */
    public Duration delay(int attempt, @Nullable Duration min) {
        long exponential = first.toMillis() << Math.min(attempt, MAX_SHIFT);
        long mean = Math.min(exponential, max.toMillis());
        long least = min == null ? 0 : min.toMillis();
        // A delay that the server demands is a minimum, so its jitter only extends it.
        return mean >= 2 * least
                ? Duration.ofMillis(random(mean / 2, mean + mean / 2))
                : Duration.ofMillis(random(least, Math.max(least + least / 2, mean)));
    }

    /** Returns a random delay, from a minimum to one and a half of it. */
    public static Duration extended(Duration min) {
        return Duration.ofMillis(random(min.toMillis(), min.toMillis() * 3 / 2));
    }

    private static long random(long from, long to) {
        return from >= to ? from : ThreadLocalRandom.current().nextLong(from, to + 1);
    }
}
