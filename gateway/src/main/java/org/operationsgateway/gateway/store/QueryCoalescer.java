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
 * Answers many questions with few queries.
 *
 * <p>A question that comes while nothing is under way is asked at once, so gathering costs an idle system nothing. Those
 * that come while queries are under way wait for the next one, and go in it together. Equal questions are asked once.
 *
 * @param <K> a question; equal ones have equal answers
 * @param <V> its answer
 */
final class QueryCoalescer<K, V> {

    private record Asked<K, V>(K question, MonoSink<V> answer) {}

    private final Function<List<K>, Mono<Map<K, V>>> query;
    private final int largest;
    private final int parallel;
    private final ToIntFunction<K> weight;
    private final Queue<Asked<K, V>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger running = new AtomicInteger();

    /**
     * Gathers questions for a query.
     *
     * @param largest how many questions go into one query at most
     * @param parallel how many queries run at the same time at most
     * @param weight for how many a question counts, because of the size of its answer
     * @param query answers questions; those that are missing in its result have no answer
     */
    QueryCoalescer(int largest, int parallel, ToIntFunction<K> weight, Function<List<K>, Mono<Map<K, V>>> query) {
        this.largest = largest;
        this.parallel = parallel;
        this.weight = weight;
        this.query = query;
    }

    /**
     * Asks. Fails as the query does; empty if there is no answer. To cancel it stops listening; the query goes on, for
     * others are in it.
     */
    Mono<V> ask(K question) {
        return Mono.create(answer -> {
            waiting.add(new Asked<>(question, answer));
            runWhilePossible();
        });
    }

    private void runWhilePossible() {
        while (!waiting.isEmpty() && begin()) {
            List<Asked<K, V>> batch = take();
            if (batch.isEmpty()) {
                running.decrementAndGet();
            } else {
                run(batch);
            }
        }
    }

    private boolean begin() {
        return running.getAndUpdate(count -> Math.min(count + 1, parallel)) < parallel;
    }

    private List<Asked<K, V>> take() {
        List<Asked<K, V>> batch = new ArrayList<>();
        int size = 0;
        for (Asked<K, V> next = waiting.poll(); next != null; next = waiting.poll()) {
            batch.add(next);
            size += weight.applyAsInt(next.question());
            if (size >= largest) {
                break;
            }
        }
        return batch;
    }

    private void run(List<Asked<K, V>> batch) {
        Map<K, List<MonoSink<V>>> answers = new LinkedHashMap<>();
        batch.forEach(asked -> answers.computeIfAbsent(asked.question(), key -> new ArrayList<>(1))
                .add(asked.answer()));
        query.apply(List.copyOf(answers.keySet()))
                .doFinally(end -> {
                    running.decrementAndGet();
                    runWhilePossible();
                })
                .subscribe(
                        found -> answers.forEach((key, sinks) -> sinks.forEach(sink -> sink.success(found.get(key)))),
                        failure -> answers.values().forEach(sinks -> sinks.forEach(sink -> sink.error(failure))));
    }
}
