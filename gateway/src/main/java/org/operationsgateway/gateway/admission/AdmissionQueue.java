package org.operationsgateway.gateway.admission;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.rpc.StatusException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * A limit of tasks that run at the same time, with a bounded queue of pending ones, in which each key has a share.
 *
 * <p>Without it, the tasks would be pending in the connection pool, whose queue has no bound and is shared with reads.
 * Thread-safe.
 *
 * @param <K> the type of the keys, with {@code equals} and {@code hashCode}
 */
public final class AdmissionQueue<K> {

    private static final int MAX_PENDING = 1024;
    /** Further pending tasks, of keys that have few. */
    private static final int RESERVE = 256;
    /** The age from which a pending task is rejected instead of started: most clients have given up by then. */
    private static final long MAX_PENDING_NANOS = TimeUnit.SECONDS.toNanos(10);

    private record PendingTask<K>(K key, Runnable start) {}

    private final int maxRunning;
    private final FairShares<K> shares = new FairShares<>(MAX_PENDING, RESERVE);
    private final RoundRobinQueue<K, PendingTask<K>> pending = new RoundRobinQueue<>();
    private final AtomicInteger requestedStarts = new AtomicInteger();
    private final LongSupplier nanoClock;
    private int running;

    /**
     * Creates an empty queue.
     *
     * @param maxRunning the maximum number of tasks that run at the same time, at least 1
     */
    public AdmissionQueue(int maxRunning) {
        this(maxRunning, System::nanoTime);
    }

    /**
     * Creates an empty queue.
     *
     * @param nanoClock the time, as {@link System#nanoTime}
     */
    AdmissionQueue(int maxRunning, LongSupplier nanoClock) {
        this.maxRunning = maxRunning;
        this.nanoClock = nanoClock;
    }

    /**
     * Executes a task when its turn has come. Fails with RESOURCE_EXHAUSTED, on the subscribing thread, if too many
     * tasks are pending; and without starting the task, if it was pending for ten seconds. Emits on the thread of the
     * task. Cancelling the subscription does not stop the task.
     */
    public <T> Mono<T> execute(K key, Mono<T> task) {
        return Mono.create(sink -> {
            long added = nanoClock.getAsLong();
            add(key, () -> start(task, sink, added));
            startPending();
        });
    }

    private <T> void start(Mono<T> task, MonoSink<T> sink, long added) {
        boolean late = nanoClock.getAsLong() - added > MAX_PENDING_NANOS;
        Mono<T> started = late ? Mono.error(Overload.rejection()) : task;
        started.doFinally(signal -> ended()).subscribe(sink::success, sink::error, sink::success);
    }

    private synchronized void add(K key, Runnable start) throws StatusException {
        if (!shares.accepts(key)) {
            throw Overload.rejection();
        }
        shares.acquire(key, 1);
        pending.add(key, new PendingTask<>(key, start));
    }

    private void ended() {
        synchronized (this) {
            running--;
        }
        startPending();
    }

    /** Starts tasks one after the other: a task that ends at once does not start the next one within its own start. */
    private void startPending() {
        if (requestedStarts.getAndIncrement() > 0) {
            return;
        }
        int requested = 1;
        while (requested > 0) {
            for (PendingTask<K> next = next(); next != null; next = next()) {
                next.start().run();
            }
            requested = requestedStarts.addAndGet(-requested);
        }
    }

    private synchronized @Nullable PendingTask<K> next() {
        PendingTask<K> next = running < maxRunning ? pending.poll() : null;
        if (next != null) {
            shares.release(next.key(), 1);
            running++;
        }
        return next;
    }
}
