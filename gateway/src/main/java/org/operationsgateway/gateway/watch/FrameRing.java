package org.operationsgateway.gateway.watch;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last few frames of one operation, without a gap.
 *
 * <p>One thread at a time appends; any thread reads, without a lock. A reader asks for a revision and gets it, or null
 * if it is not here yet or not here any more; {@link #latest} tells which.
 */
final class FrameRing {

    /** How many frames it holds at most. */
    static final int SLOTS = 32;
    /** Bounds what large operations hold in memory; the latest frame stays whatever its size. */
    private static final int MAX_BYTES = 256 * 1024;

    // A slot keeps its frame until a later one takes its place, or the bytes are too many. The frame itself says which
    // revision it is, so a reader that comes too late sees that.
    private final AtomicReferenceArray<@Nullable Frame> slots = new AtomicReferenceArray<>(SLOTS);
    private long oldest;
    private int bytes;
    private volatile long latest;

    /** Starts with a frame of any revision. */
    FrameRing(Frame first) {
        oldest = first.number();
        put(first);
    }

    /** Adds the frame of the revision after the latest. */
    void append(Frame frame) {
        if (frame.number() != latest + 1) {
            throw new IllegalArgumentException("Revision " + frame.number() + " does not follow " + latest);
        }
        if (frame.number() - oldest == SLOTS) {
            dropOldest();
        }
        while (oldest <= latest && bytes + frame.size() > MAX_BYTES) {
            dropOldest();
        }
        put(frame);
    }

    private void put(Frame frame) {
        bytes += frame.size();
        slots.set(slot(frame.number()), frame);
        latest = frame.number();
    }

    private void dropOldest() {
        Frame dropped = slots.getAndSet(slot(oldest), null);
        bytes -= dropped == null ? 0 : dropped.size();
        oldest++;
    }

    /** The frame of a revision; null if it has not been appended yet, or has been dropped. */
    @Nullable
    Frame get(long number) {
        Frame frame = slots.get(slot(number));
        return frame != null && frame.number() == number ? frame : null;
    }

    /** The latest revision here. */
    long latest() {
        return latest;
    }

    private static int slot(long number) {
        return (int) (number % SLOTS);
    }
}
