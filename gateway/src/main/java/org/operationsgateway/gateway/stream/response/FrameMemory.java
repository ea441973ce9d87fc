package org.operationsgateway.gateway.stream.response;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.operationsgateway.gateway.http.ConnectionProperties;
import org.operationsgateway.gateway.memory.MemoryBudget;
import org.operationsgateway.gateway.memory.MemoryUse;
import org.operationsgateway.gateway.memory.PermitQueue;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The direct memory for the frames of all event loops, and the time for which they may stay unread. Thread-safe.
 *
 * <p>A client that does not read holds frames, and pages of which its stream has more to write. All loops have the same
 * memory, so a stream that waits on one loop may need the memory that a reader of another loop holds.
 */
@Component
final class FrameMemory {

    /** More than the interval of the checks of readers. Streams that wait check more often. */
    private static final long CONTENTION_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final MemoryBudget budget;
    private final Duration peerTimeout;
    /** The time until which streams are known to wait; zero before the first one. */
    private volatile long contendedUntil;

    @Autowired
    FrameMemory(MemoryBudget budget, ConnectionProperties properties) {
        this(budget, properties.peerTimeout());
    }

    /**
     * Creates memory that no stream waits for.
     *
     * @param peerTimeout the time without progress after which a reader is disconnected in any case
     */
    FrameMemory(MemoryBudget budget, Duration peerTimeout) {
        this.budget = budget;
        this.peerTimeout = peerTimeout;
    }

    PermitQueue share() {
        return budget.share(MemoryUse.FRAMES);
    }

    /** Records that a stream waits for the memory of a frame. */
    void contended(long nanos) {
        contendedUntil = nanos + CONTENTION_NANOS;
    }

    /** Returns the time without progress, in nanoseconds, after which a reader on any loop is disconnected. */
    long stallNanos(long nanos) {
        long until = contendedUntil;
        boolean framesContended = until != 0 && nanos - until < 0;
        boolean pagesContended = budget.share(MemoryUse.PAGES).hasPending();
        return budget.maxStall(peerTimeout, framesContended || pagesContended).toNanos();
    }
}
