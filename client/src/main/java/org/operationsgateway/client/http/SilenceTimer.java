package org.operationsgateway.client.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * The timer of the silence on all streams of a client. Thread-safe.
 *
 * <p>One task checks all streams, because a task for each of them would cost memory, and a lock when it ends. It runs
 * while there is a stream. The silence of a stream counts only while its subscriber demands something: a slow
 * subscriber is no silent peer.
 */
final class SilenceTimer {

    private static final int CHECKS = 4;

    private final Duration headTimeout;
    private final Duration idleTimeout;
    private final Scheduler scheduler;
    private final Set<Silence> streams = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isScheduled = new AtomicBoolean();

    /**
     * Creates a timer.
     *
     * @param headTimeout the limit on the time until the first chunk
     * @param idleTimeout the limit on the time between two chunks
     */
    SilenceTimer(Duration headTimeout, Duration idleTimeout, Scheduler scheduler) {
        this.headTimeout = headTimeout;
        this.idleTimeout = idleTimeout;
        this.scheduler = scheduler;
    }

    /** Returns a stream of chunks that fails with {@link TimeoutException} after a silence. */
    <T> Flux<T> watch(Flux<T> chunks) {
        return Flux.defer(() -> {
            Silence silence = new Silence();
            streams.add(silence);
            schedule();
            return chunks.doOnRequest(demand -> silence.begin(now()))
                    .doOnNext(chunk -> silence.end())
                    .takeUntilOther(silence.failure.asMono())
                    .doFinally(end -> streams.remove(silence));
        });
    }

    private void schedule() {
        if (isScheduled.compareAndSet(false, true)) {
            Duration interval = min(headTimeout, idleTimeout).dividedBy(CHECKS);
            scheduler.schedule(this::check, interval.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void check() {
        long now = now();
        streams.forEach(stream -> stream.check(now, headTimeout, idleTimeout));
        isScheduled.set(false);
        if (!streams.isEmpty()) {
            schedule();
        }
    }

    private long now() {
        return scheduler.now(TimeUnit.NANOSECONDS);
    }

    private static Duration min(Duration first, Duration second) {
        return first.compareTo(second) < 0 ? first : second;
    }

    /** The silence on one stream. Written by the threads of the stream, and read by the task. */
    private static final class Silence {

        private static final long NONE = Long.MIN_VALUE;

        private final Sinks.One<Void> failure = Sinks.one();
        private volatile boolean hasBegun;
        private volatile long since = NONE;

        void begin(long now) {
            since = now;
        }

        void end() {
            hasBegun = true;
            since = NONE;
        }

        void check(long now, Duration headTimeout, Duration idleTimeout) {
            Duration limit = hasBegun ? idleTimeout : headTimeout;
            long begin = since;
            if (begin != NONE && now - begin >= limit.toNanos()) {
                failure.tryEmitError(new TimeoutException("The stream is silent"));
            }
        }
    }
}
