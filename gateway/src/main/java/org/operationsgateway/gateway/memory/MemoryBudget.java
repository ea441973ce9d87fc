package org.operationsgateway.gateway.memory;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The one budget of bytes of a replica for what is read from clients and for what waits to be written to them, divided
 * into a share for each {@link MemoryUse}. Thread-safe.
 */
@Component
public final class MemoryBudget {

    private final Map<MemoryUse, PermitQueue> shares = new EnumMap<>(MemoryUse.class);
    private final Map<MemoryUse, CallerShares> callers = new EnumMap<>(MemoryUse.class);
    private final Duration maxWait;

    @Autowired
    MemoryBudget(MemoryProperties properties) {
        this(Runtime.getRuntime().maxMemory() / 100 * properties.heapPercent(), properties.maxWait());
    }

    /**
     * Creates a budget of which nothing is used.
     *
     * @param maxWait the time for which a request waits for memory
     */
    public MemoryBudget(long bytes, Duration maxWait) {
        for (MemoryUse use : MemoryUse.values()) {
            shares.put(use, use.of(bytes));
            callers.put(use, new CallerShares(share(use)));
        }
        this.maxWait = maxWait;
    }

    /** Returns the share of a use; a permit is a byte, and the limit is a constant part of the budget. */
    public PermitQueue share(MemoryUse use) {
        return Objects.requireNonNull(shares.get(use));
    }

    /**
     * Returns the time without progress after which a client that does not read is disconnected: while others wait for
     * the memory of its response, at most half of the time for which they wait, so that they receive it before that
     * ends.
     *
     * @param peerTimeout the time while no stream waits
     */
    public Duration maxStall(Duration peerTimeout, boolean contended) {
        Duration half = maxWait.dividedBy(2);
        return contended && half.compareTo(peerTimeout) < 0 ? half : peerTimeout;
    }

    /** Returns whether an acquisition in a share is pending, or was refused since the last call for this share. */
    public boolean pollContention(MemoryUse use) {
        return share(use).pollContention();
    }

    /** Returns an empty reservation in the share of a use. */
    public Reservation reservation(MemoryUse use) {
        return new Reservation(share(use), Objects.requireNonNull(callers.get(use)), maxWait);
    }
}
