package org.operationsgateway.gateway.security.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A limit on a rate for each key, as a token bucket that holds the events of a second. The buckets of keys without
 * events expire, and their number is limited. Thread-safe.
 *
 * @param <K> the type of the keys
 */
final class Rate<K> {

    private static final Duration EXPIRY = Duration.ofMinutes(1);
    private static final int MAX_KEYS = 100_000;

    private final @Nullable Bandwidth limit;
    private final Cache<K, Bucket> buckets = Caffeine.newBuilder()
            .expireAfterAccess(EXPIRY)
            .maximumSize(MAX_KEYS)
            .build();

    /**
     * Creates a limit.
     *
     * @param perSecond the events of a second; 0 for no limit
     */
    Rate(int perSecond) {
        this.limit = perSecond == 0
                ? null
                : Bandwidth.builder()
                        .capacity(perSecond)
                        .refillGreedy(perSecond, Duration.ofSeconds(1))
                        .build();
    }

    /** Counts an event and returns whether it is within the limit. */
    boolean accept(K key) {
        return limit == null || buckets.get(key, this::newBucket).tryConsume(1);
    }

    private Bucket newBucket(K key) {
        return Bucket.builder().addLimit(Objects.requireNonNull(limit)).build();
    }
}
