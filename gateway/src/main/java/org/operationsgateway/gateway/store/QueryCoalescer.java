package org.operationsgateway.gateway.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * A coalescer of lookups: one query reads the values of many keys.
 *
 * <p>A lookup starts a query immediately, unless the maximum number of queries is running; then it is queued for the
 * next query. So coalescing adds no latency to an idle system. Equal keys share a lookup. Thread-safe.
 *
 * @param <K> the type of the keys; equal keys have equal values
 * @param <V> the type of the values
 */
final class QueryCoalescer<K, V> {

    private record PendingLookup<K, V>(K key, MonoSink<V> sink) {}

    private final Function<List<K>, Mono<Map<K, V>>> query;
    private final int maxWeight;
    private final int maxQueries;
    private final ToIntFunction<K> weight;
    private final Queue<PendingLookup<K, V>> pending = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();

    /**
     * Creates a coalescer for a query.
     *
     * @param maxWeight the maximum total weight of the keys of one query; the last key may exceed it
     * @param maxQueries the maximum number of concurrent queries
     * @param weight returns the weight of a key, which reflects the size of its value; at least 1
     * @param query reads the values of keys; keys missing in its result have no value
     */
    QueryCoalescer(int maxWeight, int maxQueries, ToIntFunction<K> weight, Function<List<K>, Mono<Map<K, V>>> query) {
        this.maxWeight = maxWeight;
        this.maxQueries = maxQueries;
        this.weight = weight;
        this.query = query;
    }

    /**
     * Looks up a value. Completes empty if the key has none; fails as the query does. Cancelling the subscription does
     * not cancel the query, which other lookups share.
     */
    Mono<V> get(K key) {
        return Mono.create(sink -> {
            pending.add(new PendingLookup<>(key, sink));
            startQueries();
        });
    }

    private void startQueries() {
        while (!pending.isEmpty() && acquireQuery()) {
            List<PendingLookup<K, V>> batch = nextBatch();
            if (batch.isEmpty()) {
                running.decrementAndGet();
            } else {
                start(batch);
            }
        }
    }

    private boolean acquireQuery() {
        return running.getAndUpdate(count -> Math.min(count + 1, maxQueries)) < maxQueries;
    }

    private List<PendingLookup<K, V>> nextBatch() {
        List<PendingLookup<K, V>> batch = new ArrayList<>();
        int batchWeight = 0;
        for (PendingLookup<K, V> next = pending.poll(); next != null; next = pending.poll()) {
            batch.add(next);
            batchWeight += weight.applyAsInt(next.key());
            if (batchWeight >= maxWeight) {
                break;
            }
        }
        return batch;
    }

    private void start(List<PendingLookup<K, V>> batch) {
        Map<K, List<MonoSink<V>>> sinksByKey = new LinkedHashMap<>();
        batch.forEach(lookup -> sinksByKey
                .computeIfAbsent(lookup.key(), key -> new ArrayList<>(1))
                .add(lookup.sink()));
        query.apply(List.copyOf(sinksByKey.keySet()))
                .doFinally(end -> {
                    running.decrementAndGet();
                    startQueries();
                })
                .subscribe(
                        values -> sinksByKey.forEach(
                                (key, sinks) -> sinks.forEach(sink -> sink.success(values.get(key)))),
                        failure -> sinksByKey.values().forEach(sinks -> sinks.forEach(sink -> sink.error(failure))));
    }
}
