package org.operationsgateway.gateway.memory;

import reactor.core.publisher.Mono;

/** The permits that one request holds of a queue. After it is closed, it holds none. Thread-safe. */
final class HeldPermits {

    private final PermitQueue queue;
    private long held;
    private boolean closed;

    HeldPermits(PermitQueue queue) {
        this.queue = queue;
    }

    /** Acquires permits if that is possible at once. */
    boolean tryAcquire(long permits) {
        boolean acquired = queue.tryAcquire(permits);
        if (acquired) {
            add(permits);
        }
        return acquired;
    }

    /** Acquires permits when they are available; cancelling it removes the pending acquisition. */
    Mono<Void> acquire(long permits) {
        return Mono.create(sink -> {
            Runnable granted = () -> {
                add(permits);
                sink.success();
            };
            PermitQueue.Pending enqueued = queue.acquireOrEnqueue(permits, granted);
            if (enqueued == null) {
                granted.run();
            } else {
                sink.onDispose(() -> queue.cancel(enqueued));
            }
        });
    }

    /** An acquisition can be granted after the request has ended. */
    private void add(long permits) {
        boolean late;
        synchronized (this) {
            late = closed;
            held += closed ? 0 : permits;
        }
        if (late) {
            queue.release(permits);
        }
    }

    /** Releases permits of those that are held. */
    void release(long permits) {
        long released;
        synchronized (this) {
            released = Math.min(held, permits);
            held -= released;
        }
        if (released > 0) {
            queue.release(released);
        }
    }

    /** Changes the number of held permits: releases the rest, or exceeds the limit. */
    void resize(long permits) {
        long surplus;
        synchronized (this) {
            surplus = closed ? 0 : held - permits;
            held -= surplus;
        }
        if (surplus > 0) {
            queue.release(surplus);
        } else if (surplus < 0) {
            queue.force(-surplus);
        }
    }

    /** Returns the number of permits. */
    synchronized long held() {
        return held;
    }

    /** Releases everything; called once or several times. */
    void close() {
        long released;
        synchronized (this) {
            closed = true;
            released = held;
            held = 0;
        }
        if (released > 0) {
            queue.release(released);
        }
    }
}
