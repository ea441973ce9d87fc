package org.operationsgateway.gateway.admission;

import java.util.HashMap;
import java.util.Map;

/**
 * A bounded number of permits that are held by keys, with a reserve that is divided among the keys.
 *
 * <p>Up to the limit, any key acquires permits. Beyond it, a key acquires permits only while it holds less than its
 * share of the reserve. So a key that has used up the limit leaves the reserve to the others. Not thread-safe.
 *
 * @param <K> the type of the keys, with {@code equals} and {@code hashCode}
 */
public final class FairShares<K> {

    private final long limit;
    private final long reserve;
    private final Map<K, Long> held = new HashMap<>();
    private long total;

    /**
     * Creates shares without held permits.
     *
     * @param limit the number of permits for all keys, at least 1; the last acquisition may exceed it
     * @param reserve the number of further permits for keys that hold few
     */
    public FairShares(long limit, long reserve) {
        this.limit = limit;
        this.reserve = reserve;
    }

    /** Returns whether a key may acquire permits. */
    public boolean accepts(K key) {
        return total < limit || (total < limit + reserve && held.getOrDefault(key, 0L) < share());
    }

    /** Returns the share of each key that holds permits; at least one permit. */
    private long share() {
        return Math.max(1, reserve / held.size());
    }

    /**
     * Adds to the permits that a key holds, whether it is accepted or not.
     *
     * @param permits at least 1
     */
    public void acquire(K key, long permits) {
        held.merge(key, permits, Long::sum);
        total += permits;
    }

    /** Subtracts from the permits that a key holds. */
    public void release(K key, long permits) {
        held.computeIfPresent(key, (same, count) -> count == permits ? null : count - permits);
        total -= permits;
    }

    /** Returns the number of permits that all keys hold. */
    public long total() {
        return total;
    }
}
