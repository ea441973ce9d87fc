package org.operationsgateway.gateway.admission;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A queue that serves each key in turn, so the elements of one key do not delay those of another. The elements of
 * one key keep their order. Not thread-safe.
 *
 * @param <K> the type of the keys, with {@code equals} and {@code hashCode}
 * @param <E> the type of the elements
 */
public final class RoundRobinQueue<K, E> {

    /** The key that is next comes first; no queue is empty. */
    private final SequencedMap<K, Queue<E>> queues = new LinkedHashMap<>();

    private int size;

    /** Adds an element behind the others of its key. */
    public void add(K key, E element) {
        queues.computeIfAbsent(key, same -> new ArrayDeque<>()).add(element);
        size++;
    }

    /** Removes the first element of the key that is next; returns null if the queue is empty. */
    public @Nullable E poll() {
        Map.Entry<K, Queue<E>> next = queues.pollFirstEntry();
        if (next == null) {
            return null;
        }
        E element = next.getValue().remove();
        if (!next.getValue().isEmpty()) {
            queues.putLast(next.getKey(), next.getValue());
        }
        size--;
        return element;
    }

    /** Returns the number of elements. */
    public int size() {
        return size;
    }
}
