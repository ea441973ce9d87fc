package org.operationsgateway.gateway.watch;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.fanout.SequenceRing;
import org.operationsgateway.gateway.revision.Revision;

/**
 * The latest revisions of one incarnation, encoded. A topic replaces its ring after a gap in the log, and when the
 * database has another history.
 *
 * <p>One thread at a time writes; any thread reads.
 */
final class RevisionRing {

    /** The page size of a catch-up. A larger page would evict its first revisions before any subscriber reads them. */
    static final int CAPACITY = 32;
    /** Bounds the heap for large operations. */
    private static final int MAX_BYTES = 256 * 1024;

    private final int generation;
    private final SequenceRing<RevisionFrame> frames;
    private final RingMemory memory;
    private boolean discarded;

    private RevisionRing(int generation, Revision first, RingMemory memory) {
        this.generation = generation;
        this.memory = memory;
        this.frames = new SequenceRing<>(CAPACITY, MAX_BYTES, first.id().number(), memory::remove);
        append(first);
    }

    /** Returns a ring of generation 0 that holds one revision. */
    static RevisionRing of(Revision first, RingMemory memory) {
        return new RevisionRing(0, first, memory);
    }

    /** Returns a ring that continues this one after a gap: the revisions in between are not available. */
    RevisionRing afterGap(Revision next) {
        return new RevisionRing(generation, next, memory);
    }

    /** Returns a ring of the next generation, which holds a revision of another history of the database. */
    RevisionRing ofOtherHistory(Revision current) {
        return new RevisionRing(generation + 1, current, memory);
    }

    /** Returns the number of other histories before the one whose revisions this ring holds. */
    int generation() {
        return generation;
    }

    void append(Revision next) {
        RevisionFrame frame = RevisionFrame.of(next);
        frames.append(frame);
        if (!discarded) {
            memory.add(frame);
        }
    }

    /** Restores the payload of the latest frame, if it is evicted, from the same revision. */
    void restoreLatest(Revision revision) {
        RevisionFrame frame = frame(latest());
        if (frame != null && frame.isEvicted() && !discarded && frame.tag().equals(revision.tag())) {
            frame.restore(RevisionFrame.of(revision));
            memory.add(frame);
        }
    }

    /** Releases the memory of a ring that is replaced, or whose topic is no longer watched. */
    void discard() {
        discarded = true;
        for (long number = latest(); number > latest() - CAPACITY && number > 0; number--) {
            RevisionFrame frame = frame(number);
            if (frame != null) {
                memory.remove(frame);
            }
        }
    }

    /** Returns the latest revision number. */
    long latest() {
        return frames.latest();
    }

    /** Returns the frame of a revision; null if the ring does not hold it. */
    @Nullable
    RevisionFrame frame(long number) {
        return frames.get(number);
    }

    /** Returns the frame of a revision; null if the ring does not hold it, or not its payload. */
    @Nullable
    RevisionFrame readable(long number) {
        RevisionFrame frame = frame(number);
        return frame == null || frame.isEvicted() ? null : frame;
    }

    /** Returns whether the latest revision is the last one of the incarnation. */
    boolean hasEnded() {
        RevisionFrame last = frame(latest());
        return last != null && last.terminal();
    }

    /** Returns whether the ring holds another revision with the same number: it was committed at another time. */
    boolean contradicts(Revision revision) {
        RevisionFrame held = frame(revision.id().number());
        return held != null && !held.time().equals(revision.time());
    }
}
