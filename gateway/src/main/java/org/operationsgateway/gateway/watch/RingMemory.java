package org.operationsgateway.gateway.watch;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
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
    /** The counted bytes of each frame, the oldest first. A frame has no {@code equals}, so it is found by identity. */
    private final Map<RevisionFrame, Long> frames = new LinkedHashMap<>();

    RingMemory(PermitQueue share) {
        this.share = share;
        this.limited = share.limit() < Long.MAX_VALUE;
    }

    /** Adds a frame, which stays whatever its size until a later one is added. */
    void add(RevisionFrame frame) {
        if (!limited) {
            return;
        }
        frame.onGrowth(() -> recount(frame));
        synchronized (frames) {
            count(frame);
            evictOldest();
        }
    }

    /** Counts a frame again after a stream has needed another format or view of it. */
    private void recount(RevisionFrame frame) {
        synchronized (frames) {
            if (frames.containsKey(frame)) {
                count(frame);
                evictOldest();
            }
        }
    }

    private void count(RevisionFrame frame) {
        long bytes = frame.heapBytes();
        Long before = frames.put(frame, bytes);
        share.force(bytes - (before == null ? 0 : before));
    }

    private void evictOldest() {
        for (Iterator<Map.Entry<RevisionFrame, Long>> oldest = frames.entrySet().iterator();
                frames.size() > 1 && exceeds(); ) {
            Map.Entry<RevisionFrame, Long> evicted = oldest.next();
            oldest.remove();
            evicted.getKey().evict();
            share.release(evicted.getValue());
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
            Long bytes = frames.remove(frame);
            if (bytes != null) {
                share.release(bytes);
            }
        }
    }
}
