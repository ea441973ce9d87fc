package org.operationsgateway.gateway.fanout;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A ring buffer of consecutive elements, bounded by number and by bytes.
 *
 * <p>One thread at a time writes; any thread reads without a lock. A slot holds its element until a later element
 * replaces it or the byte limit evicts it. A reader compares the element's own sequence number with the requested one,
 * so a concurrent write never returns the wrong element.
 *
 * @param <E> the type of the elements
 */
public final class SequenceRing<E extends Sequenced> {

    private final AtomicReferenceArray<@Nullable E> slots;
    private final long maxBytes;
    private final Consumer<E> onEvicted;
    private long oldest;
    private long bytes;
    private volatile long latest;

    /**
     * Creates an empty ring.
     *
     * @param capacity the maximum number of elements
     * @param maxBytes the maximum total size; the latest element stays in the ring even if it alone is larger
     * @param first the sequence number of the first element
     */
    public SequenceRing(int capacity, long maxBytes, long first) {
        this(capacity, maxBytes, first, evicted -> {});
    }

    /**
     * Creates an empty ring.
     *
     * @param onEvicted receives each element that the ring holds no longer, on the thread that writes
     */
    public SequenceRing(int capacity, long maxBytes, long first, Consumer<E> onEvicted) {
        this.slots = new AtomicReferenceArray<>(capacity);
        this.maxBytes = maxBytes;
        this.onEvicted = onEvicted;
        this.oldest = first;
        this.latest = first - 1;
    }

    /**
     * Appends an element and evicts the oldest ones beyond the limits.
     *
     * @throws IllegalArgumentException if the element does not follow the latest one
     */
    public void append(E element) {
        long sequence = element.sequence();
        if (sequence != latest + 1) {
            throw new IllegalArgumentException("Element " + sequence + " does not follow element " + latest);
        }
        bytes += element.sizeBytes();
        while (oldest <= latest && (sequence - oldest == slots.length() || bytes > maxBytes)) {
            evictOldest();
        }
        slots.set(slot(sequence), element);
        latest = sequence;
    }

    /** Evicts all elements and skips one sequence number, so that every reader detects the gap. */
    public void clear() {
        while (oldest <= latest) {
            evictOldest();
        }
        long gap = latest + 1;
        oldest = gap + 1;
        latest = gap;
    }

    private void evictOldest() {
        E evicted = slots.getAndSet(slot(oldest), null);
        oldest++;
        if (evicted != null) {
            bytes -= evicted.sizeBytes();
            onEvicted.accept(evicted);
        }
    }

    /** Returns the element with a sequence number; null if it has not been appended yet or was evicted. */
    public @Nullable E get(long sequence) {
        E element = slots.get(slot(sequence));
        return element != null && element.sequence() == sequence ? element : null;
    }

    /** Returns the sequence number of the latest element, or of the gap after it. */
    public long latest() {
        return latest;
    }

    private int slot(long sequence) {
        return (int) (sequence % slots.length());
    }
}
