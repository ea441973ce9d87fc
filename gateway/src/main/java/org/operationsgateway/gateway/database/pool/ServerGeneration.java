package org.operationsgateway.gateway.database.pool;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The generation of the connections: it ends when a server turns out to be read-only, as a primary is that was demoted
 * or fenced, and when a statement has no reply in time. Connections of an earlier generation are replaced when they are
 * acquired, so that reads, too, reach the new primary as soon as one change has failed. Thread-safe.
 */
final class ServerGeneration {

    /** While a server stays read-only or silent, connections are replaced at this interval, not after each failure. */
    private static final Duration MIN_DURATION = Duration.ofSeconds(5);

    /** A period in which connections are created. */
    record Generation(long startNanos) {}

    /** The first generation may end at once: a server can become read-only just after the start of the gateway. */
    private final AtomicReference<Generation> current =
            new AtomicReference<>(new Generation(System.nanoTime() - MIN_DURATION.toNanos()));

    /** Returns the generation of a connection that is created now. */
    Generation current() {
        return current.get();
    }

    /** Ends the generation of a connection that has failed, if it is the current one and not too recent. */
    void end(Generation generation) {
        long now = System.nanoTime();
        if (now - generation.startNanos() >= MIN_DURATION.toNanos()) {
            current.compareAndSet(generation, new Generation(now));
        }
    }
}
