package org.operationsgateway.gateway.security.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.metrics.Meters;
import org.operationsgateway.gateway.store.creator.CreatorCounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The limit on the stored operations that a caller has created. Thread-safe.
 *
 * <p>Creations do not wait for the database. The operations of a caller are counted in the background, every few
 * seconds, and the creations on this replica since then are added. So replicas together can exceed the limit by what
 * they accept in these seconds.
 */
@Component
public final class OperationLimit {

    private static final Logger log = LoggerFactory.getLogger(OperationLimit.class);
    private static final Duration EXPIRY = Duration.ofMinutes(10);
    private static final int MAX_CALLERS = 100_000;
    private static final int MAX_RETRY_MILLIS = 10_000;

    private final int limit;
    private final CreatorCounts counts;
    private final Rejections rejections;
    private final Cache<UUID, StoredCount> callers = Caffeine.newBuilder()
            .expireAfterAccess(EXPIRY)
            .maximumSize(MAX_CALLERS)
            .build();

    /** One count at a time, shared by all requests. */
    private final AtomicBoolean counting = new AtomicBoolean();

    OperationLimit(LimitProperties properties, CreatorCounts counts, Meters meters) {
        this.limit = properties.operations();
        this.counts = counts;
        this.rejections = new Rejections(meters);
    }

    /**
     * Throws RESOURCE_EXHAUSTED if a caller has created as many stored operations as it may.
     *
     * @param creator the hash of the caller; null for no limit
     */
    public void check(@Nullable UUID creator) {
        if (limit == 0 || creator == null) {
            return;
        }
        StoredCount stored = callers.get(creator, key -> new StoredCount());
        if (stored.isOld() && counting.compareAndSet(false, true)) {
            count(creator, stored);
        }
        if (stored.get() >= limit) {
            throw rejections.rejection(
                    Reason.TOO_MANY_OPERATIONS,
                    "The caller has created " + limit + " stored operations, which is its limit. Delete operations, or"
                            + " create them with a shorter ttl.",
                    MAX_RETRY_MILLIS);
        }
    }

    /** Counts an operation that a caller has created, after {@link #check}. */
    public void created(@Nullable UUID creator) {
        @Nullable StoredCount stored = creator == null ? null : callers.getIfPresent(creator);
        if (stored != null) {
            stored.increment();
        }
    }

    private void count(UUID creator, StoredCount stored) {
        long start = System.nanoTime();
        counts.count(creator, limit)
                .doOnError(failure -> log.warn("Failed to count the operations of a caller: {}", failure.toString()))
                .onErrorComplete()
                .doFinally(end -> {
                    stored.nextCountAfter(Duration.ofNanos(System.nanoTime() - start));
                    counting.set(false);
                })
                .subscribe(stored::set);
    }
}
