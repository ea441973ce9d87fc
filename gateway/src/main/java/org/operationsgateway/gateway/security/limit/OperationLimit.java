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
import reactor.core.publisher.Mono;

/**
 * The limit on the stored operations that a caller has created. Thread-safe.
 *
 * <p>Creations do not wait for the database. The operations of a caller are counted in the background, and the
 * creations on this replica since then are added. Between two counts, a replica accepts a share of what remains. So up
 * to {@link StoredCount#REPLICAS} replicas exceed the limit together by at most the least share of each.
 */
@Component
public final class OperationLimit {

    private static final Logger log = LoggerFactory.getLogger(OperationLimit.class);
    private static final Duration EXPIRY = Duration.ofMinutes(10);
    private static final int MAX_CALLERS = 100_000;
    private static final int MAX_RETRY_MILLIS = 10_000;
    private static final int MAX_COUNT_MILLIS = 1000;

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
     * Emits what a creation emits, if its caller has room for another stored operation. Fails with RESOURCE_EXHAUSTED
     * otherwise, without a subscription to the creation.
     *
     * @param creator the hash of the caller; null for no limit
     */
    public <T> Mono<T> limit(@Nullable UUID creator, Mono<T> creation) {
        return limit == 0 || creator == null
                ? creation
                : Mono.defer(() -> {
                    StoredCount stored = callers.get(creator, key -> new StoredCount(limit, System::nanoTime));
                    reserve(creator, stored);
                    return creation.doOnSuccess(created -> stored.created())
                            .doOnError(failure -> stored.failed())
                            // A creation that has begun is not cancelled, so it may still succeed.
                            .doOnCancel(stored::created);
                });
    }

    private void reserve(UUID creator, StoredCount stored) {
        StoredCount.Room room = stored.reserve();
        if (stored.isOld() && counting.compareAndSet(false, true)) {
            count(creator, stored);
        }
        if (room == StoredCount.Room.NONE) {
            throw rejections.rejection(
                    Reason.TOO_MANY_OPERATIONS,
                    "The caller has created " + limit + " stored operations, which is its limit. Delete operations, or"
                            + " create them with a shorter ttl.",
                    MAX_RETRY_MILLIS);
        }
        if (room == StoredCount.Room.UNKNOWN) {
            throw rejections.rejection(
                    Reason.OVERLOADED,
                    "The caller is near its limit of " + limit + " stored operations, which are being counted. Nothing"
                            + " was changed: retry after the delay.",
                    MAX_COUNT_MILLIS);
        }
    }

    private void count(UUID creator, StoredCount stored) {
        long start = System.nanoTime();
        stored.begin();
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
