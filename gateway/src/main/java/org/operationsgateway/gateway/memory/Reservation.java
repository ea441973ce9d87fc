package org.operationsgateway.gateway.memory;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.RetryInfo;
import org.operationsgateway.core.rpc.StatusException;
import reactor.core.publisher.Mono;

/**
 * The bytes that one request holds of a share, and of the part of it that its caller has. It is closed once, when the
 * request has ended: so no path of the request can forget to release them. Thread-safe.
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
    private final CallerShares callers;
    private final Duration maxWait;
    private final HeldPermits held;
    private volatile @Nullable HeldPermits heldOfCaller;
    private @Nullable String caller;
    private boolean closed;

    Reservation(PermitQueue share, CallerShares callers, Duration maxWait) {
        this.share = share;
        this.callers = callers;
        this.maxWait = maxWait;
        this.held = new HeldPermits(share);
    }

    /**
     * Limits what the request acquires from now on to the share that all requests of its caller have together. Has no
     * effect after the end of the request: nothing would release it from the share.
     */
    public synchronized void limitTo(String principal) {
        if (caller == null && !closed) {
            caller = principal;
            heldOfCaller = new HeldPermits(callers.join(principal));
        }
    }

    /** Acquires bytes, at once or within a limited time; fails with RESOURCE_EXHAUSTED after that. */
    public Mono<Void> acquire(long bytes) {
        return Mono.defer(() -> tryAcquire(bytes) ? Mono.empty() : await(bytes));
    }

    /** What waits for the share of its caller is not in the queue of the others. */
    private Mono<Void> await(long bytes) {
        HeldPermits own = heldOfCaller;
        Mono<Void> acquired = own == null
                ? held.acquire(bytes)
                : own.acquire(bytes).then(held.acquire(bytes).doOnCancel(() -> own.release(bytes)));
        return acquired.timeout(maxWait, Mono.error(Reservation::exhausted));
    }

    /** Acquires bytes if that is possible at once. */
    public boolean tryAcquire(long bytes) {
        HeldPermits own = heldOfCaller;
        if (own != null && !own.tryAcquire(bytes)) {
            return false;
        }
        boolean acquired = held.tryAcquire(bytes);
        if (!acquired && own != null) {
            own.release(bytes);
        }
        return acquired;
    }

    /** Changes the number of held bytes to what is in use: releases the rest, or exceeds the budget. */
    public void resize(long bytes) {
        HeldPermits own = heldOfCaller;
        if (own != null) {
            own.resize(bytes);
        }
        held.resize(bytes);
    }

    /** Returns the size of the share. */
    public long limit() {
        return share.limit();
    }

    /** Returns the number of held bytes. */
    public long held() {
        return held.held();
    }

    /** Releases everything; called once or several times. */
    @Override
    public void close() {
        held.close();
        HeldPermits own = heldOfCaller;
        if (own != null) {
            own.close();
        }
        leave();
    }

    private synchronized void leave() {
        closed = true;
        if (caller != null) {
            callers.leave(caller);
            caller = null;
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
