package org.operationsgateway.gateway.memory;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.RetryInfo;
import org.operationsgateway.core.rpc.StatusException;
import reactor.core.publisher.Mono;

/**
 * The bytes that one request holds of a share. It is closed once, when the request has ended: so no path of the request
 * can forget to release them. Thread-safe.
 */
public final class Reservation implements AutoCloseable {

    /**
     * The bytes of memory for one byte of an operation while it is read and encoded: the row of the driver, the text,
     * the JSON, and its bytes.
     */
    public static final int BYTES_PER_PAYLOAD_BYTE = 4;

    private static final long MIN_RETRY_MILLIS = 1000;
    private static final long MAX_RETRY_MILLIS = 5000;

    private final PermitQueue share;
    private final Duration maxWait;
    private long held;
    private boolean closed;

    Reservation(PermitQueue share, Duration maxWait) {
        this.share = share;
        this.maxWait = maxWait;
    }

    /** Acquires bytes, at once or within a limited time; fails with RESOURCE_EXHAUSTED after that. */
    public Mono<Void> acquire(long bytes) {
        return Mono.defer(() -> tryAcquire(bytes) ? Mono.empty() : await(bytes));
    }

    private Mono<Void> await(long bytes) {
        return Mono.<Void>create(sink -> {
                    Runnable granted = () -> {
                        add(bytes);
                        sink.success();
                    };
                    PermitQueue.Pending enqueued = share.acquireOrEnqueue(bytes, granted);
                    if (enqueued == null) {
                        granted.run();
                    } else {
                        sink.onDispose(() -> share.cancel(enqueued));
                    }
                })
                .timeout(maxWait, Mono.error(Reservation::exhausted));
    }

    /** Acquires bytes if that is possible at once. */
    public boolean tryAcquire(long bytes) {
        boolean acquired = share.tryAcquire(bytes);
        if (acquired) {
            add(bytes);
        }
        return acquired;
    }

    /** A request that has ended holds nothing, even if an acquisition was granted since. */
    private void add(long bytes) {
        boolean late;
        synchronized (this) {
            late = closed;
            held += closed ? 0 : bytes;
        }
        if (late) {
            share.release(bytes);
        }
    }

    /** Changes the number of held bytes to what is in use: releases the rest, or exceeds the budget. */
    public void resize(long bytes) {
        long surplus;
        synchronized (this) {
            surplus = closed ? 0 : held - bytes;
            held -= surplus;
        }
        if (surplus > 0) {
            share.release(surplus);
        } else if (surplus < 0) {
            share.force(-surplus);
        }
    }

    /** Returns the size of the share. */
    public long limit() {
        return share.limit();
    }

    /** Returns the number of held bytes. */
    public synchronized long held() {
        return held;
    }

    /** Releases everything; called once or several times. */
    @Override
    public void close() {
        long released;
        synchronized (this) {
            closed = true;
            released = held;
            held = 0;
        }
        if (released > 0) {
            share.release(released);
        }
    }

    /** Returns the rejection of a request for which there is no memory. */
    public static StatusException exhausted() {
        long millis = ThreadLocalRandom.current().nextLong(MIN_RETRY_MILLIS, MAX_RETRY_MILLIS);
        return StatusException.of(
                Reason.OVERLOADED,
                "The memory for requests and responses is in use: retry after the delay.",
                new RetryInfo(Duration.ofMillis(millis)));
    }
}
