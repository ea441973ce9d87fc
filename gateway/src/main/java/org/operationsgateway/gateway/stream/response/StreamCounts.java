package org.operationsgateway.gateway.stream.response;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import reactor.core.Disposable;

/**
 * The numbers of open streams by key, with a limit for each key. Thread-safe.
 *
 * @param <K> the type of the keys
 */
final class StreamCounts<K> {

    private final int max;
    private final Map<K, Integer> counts = new ConcurrentHashMap<>();

    /**
     * Creates an empty count.
     *
     * @param max the limit for each key; 0 for none
     */
    StreamCounts(int max) {
        this.max = max;
    }

    /**
     * Counts a stream and returns whether it is within the limit.
     *
     * @param onEnd receives the action that discounts the stream, also if it exceeds the limit
     */
    boolean add(K key, Consumer<Disposable> onEnd) {
        if (max == 0) {
            return true;
        }
        int count = counts.merge(key, 1, Integer::sum);
        onEnd.accept(() -> counts.computeIfPresent(key, (same, open) -> open == 1 ? null : open - 1));
        return count <= max;
    }
}
