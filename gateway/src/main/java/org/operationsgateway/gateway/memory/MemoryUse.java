package org.operationsgateway.gateway.memory;

/**
 * The uses of memory, each with a share of the budget. No use exceeds its share, so a page that waits for a
 * frame, and a frame that waits for its client, never wait for each other.
 */
public enum MemoryUse {
    /** Heads and bodies of requests, until the request ends. */
    REQUESTS(6, true),
    /** JSON responses: rows while they are read, then the bytes until they are written. */
    ANSWERS(6, true),
    /** Pages of the log for streams that are behind, and of collections. */
    PAGES(4, false),
    /** Encoded revisions that new and slow streams start from. */
    RINGS(2, false),
    /** Frames of streams in direct memory, until their last client has received them. */
    FRAMES(6, false);

    private static final int PARTS = 24;
    private static final int RESERVE_FRACTION = 4;

    private final int parts;
    private final boolean reserve;

    MemoryUse(int parts, boolean reserve) {
        this.parts = parts;
        this.reserve = reserve;
    }

    /** Returns the share of this use in a budget: a limit in bytes, with nothing acquired. */
    PermitQueue of(long budget) {
        long limit = Math.max(1, budget / PARTS * parts);
        return new PermitQueue(limit, reserve ? limit / RESERVE_FRACTION : 0);
    }
}
