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
 * memory, so a stream that waits on one loop may need the memory that a reader of another loop
 * holds.
 */
@Component
final class FrameMemory {

    /** More than the interval of the checks of readers. Streams that wait ask more often. */
    private static final long CONTENTION_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final PermitQueue share;
    private final PermitQueue pages;
    private final Duration peerTimeout;
    private final Duration maxStall;
    /** The time until which streams are known to wait; zero before the first one. */
    private volatile long contendedUntil;

    @Autowired
    FrameMemory(MemoryBudget budget, ConnectionProperties properties) {
        this(
                budget.share(MemoryUse.FRAMES),
                budget.share(MemoryUse.PAGES),
                properties.peerTimeout(),
                budget.maxStall());
    }

    /**
     * Creates memory that nobody waits for.
     *
     * @param pages the memory for pages, which streams hold until their clients have read them
     * @param peerTimeout the time without progress after which a reader is disconnected in any case
     * @param maxStall the time without progress after which a reader is disconnected while others need the memory
     */
    FrameMemory(PermitQueue share, PermitQueue pages, Duration peerTimeout, Duration maxStall) {
        this.share = share;
        this.pages = pages;
        this.peerTimeout = peerTimeout;
        this.maxStall = maxStall;
    }

    PermitQueue share() {
        return share;
    }

    /** Records that a stream waits for the memory of a frame. */
    void contended(long nanos) {
        contendedUntil = nanos + CONTENTION_NANOS;
    }

    /** Returns the time without progress, in nanoseconds, after which a reader on any loop is disconnected. */
    long stallNanos(long nanos) {
        long until = contendedUntil;
        boolean contended = until != 0 && nanos - until < 0;
        return (contended || pages.hasPending() ? maxStall : peerTimeout).toNanos();
    }
}
