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

    /** The limit on a delay that a server demands. */
    private static final Duration MAX_DEMANDED = Duration.ofMinutes(5);

    private static final int MAX_SHIFT = 20;

    /**
     * Returns a random delay, from half to one and a half of its mean.
     *
     * @param attempt the number of failures before, from 0
     * @param min the delay that the server demands, of which at most five minutes count; null if there is none
     */
    public Duration delay(int attempt, @Nullable Duration min) {
        long exponential = first.toMillis() << Math.min(attempt, MAX_SHIFT);
        long mean = Math.min(exponential, max.toMillis());
        long least = min == null ? 0 : bounded(min);
        // A delay that the server demands is a minimum, so its jitter only extends it.
        return mean >= 2 * least
                ? Duration.ofMillis(random(mean / 2, mean + mean / 2))
                : Duration.ofMillis(random(least, Math.max(least + least / 2, mean)));
    }

    /** Returns a random delay, from a minimum to one and a half of it; at most five minutes of the minimum count. */
    public static Duration extended(Duration min) {
        long least = bounded(min);
        return Duration.ofMillis(random(least, least * 3 / 2));
    }

    private static long bounded(Duration demanded) {
        return (demanded.compareTo(MAX_DEMANDED) < 0 ? demanded : MAX_DEMANDED).toMillis();
    }

    private static long random(long from, long to) {
        return from >= to ? from : ThreadLocalRandom.current().nextLong(from, to + 1);
    }
}
