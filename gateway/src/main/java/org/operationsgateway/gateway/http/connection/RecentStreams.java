package org.operationsgateway.gateway.http.connection;

import java.util.concurrent.TimeUnit;

/**
 * The streams of one HTTP/2 connection that were opened in the last second, or in up to two. The ids of streams
 * increase, so two of them are enough. Not thread-safe.
 */
final class RecentStreams {

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private int last;
    private int lastAtMark;
    private int lastBefore;
    private long markNanos;

    RecentStreams(long nanos) {
        markNanos = nanos;
    }

    /** Adds a stream that is opened now; returns whether it is a new one. */
    boolean open(int stream, long nanos) {
        mark(nanos);
        boolean opened = stream > last;
        last = Math.max(last, stream);
        return opened;
    }

    /** Returns whether a stream was opened recently. */
    boolean contains(int stream, long nanos) {
        mark(nanos);
        return stream > lastBefore;
    }

    private void mark(long nanos) {
        long elapsed = nanos - markNanos;
        if (elapsed >= INTERVAL_NANOS) {
            lastBefore = elapsed >= 2 * INTERVAL_NANOS ? last : lastAtMark;
            lastAtMark = last;
            markNanos = nanos;
        }
    }

    /** Returns the highest id. */
    int last() {
        return last;
    }
}
