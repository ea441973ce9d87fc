package org.operationsgateway.gateway.watch;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.operationsgateway.gateway.memory.PermitQueue;

/**
 * The memory of the frames in all rings of a replica. Beyond its limit the oldest frames lose their payloads, whatever
 * their operation: subscribers that need them read the log. Thread-safe.
 */
final class RingMemory {

    /** The memory of rings that have no common limit. */
    static final RingMemory UNLIMITED = new RingMemory(new PermitQueue(Long.MAX_VALUE));

    private final PermitQueue share;
    private final boolean limited;
    /** The oldest frame first. A frame has no {@code equals}, so it is found by identity. */
    private final Set<RevisionFrame> frames = new LinkedHashSet<>();

    RingMemory(PermitQueue share) {
        this.share = share;
        this.limited = share.limit() < Long.MAX_VALUE;
    }

    /** Adds a frame, which stays whatever its size until a later one is added. */
    void add(RevisionFrame frame) {
        if (!limited) {
            return;
        }
        synchronized (frames) {
            frames.add(frame);
            share.force(frame.sizeBytes());
            for (Iterator<RevisionFrame> oldest = frames.iterator(); frames.size() > 1 && exceeds(); ) {
                RevisionFrame evicted = oldest.next();
                oldest.remove();
                evicted.evict();
                share.release(evicted.sizeBytes());
            }
        }
    }

    private boolean exceeds() {
        return share.acquired() > share.limit();
    }

    /** Removes a frame that its ring holds no longer. */
    void remove(RevisionFrame frame) {
        if (!limited) {
            return;
        }
        synchronized (frames) {
            if (frames.remove(frame)) {
                share.release(frame.sizeBytes());
            }
        }
    }
}
