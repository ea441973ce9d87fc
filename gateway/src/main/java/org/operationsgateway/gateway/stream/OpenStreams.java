package org.operationsgateway.gateway.stream;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * All open streams of this replica, with their heartbeat timers and their drain at shutdown. Thread-safe.
 *
 * <p>Each event loop has one timer, a wheel whose slots hold streams at random. The timer visits one slot after
 * another, so the heartbeats of streams that were opened together are spread over the interval.
 */
@Component
public class OpenStreams {

    private static final int SLOTS = 16;
    /** The drain rate at shutdown, if the drain period allows it: other replicas accept so many without delay. */
    private static final int DRAINED_PER_SECOND = 500;

    private final Duration heartbeat;
    private final Map<EventExecutor, Wheel> wheels = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();
    private volatile boolean draining;

    OpenStreams(StreamProperties properties) {
        this.heartbeat = properties.heartbeat();
    }

    /**
     * Adds a stream; called on its event loop.
     *
     * <p>A stream that is added after the drain has started, because it was accepted before and then read its first
     * state, is drained at once.
     *
     * @return removes the stream; to be run on the same event loop
     */
    public Runnable add(OpenStream stream, EventExecutor loop) {
        Runnable remove = wheels.computeIfAbsent(loop, this::startWheel).add(stream);
        // The credential may have been revoked after it was verified.
        if (draining || stream.isRevoked()) {
            loop.execute(stream::drain);
        }
        return remove;
    }

    /** Returns the number of open streams. */
    public int size() {
        return size.get();
    }

    /**
     * Drains all streams, spread over time, so that their clients do not reconnect to other replicas at once.
     *
     * @param maxDuration the maximum duration of the drain
     * @return completes when the last stream has been drained
     */
    public Mono<Void> drainAll(Duration maxDuration) {
        return Mono.defer(() -> {
            // Set before the tasks are scheduled: a stream added later reads the flag.
            draining = true;
            long needed = size.get() * 1000L / DRAINED_PER_SECOND;
            long window = Math.min(maxDuration.toMillis(), needed);
            wheels.forEach((loop, wheel) -> loop.execute(() -> wheel.drainAll(loop, window)));
            return Mono.delay(Duration.ofMillis(window)).then();
        });
    }

    /** Drains the streams whose credentials have been revoked, at once. */
    public void drainRevoked() {
        wheels.forEach((loop, wheel) -> loop.execute(wheel::drainRevoked));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // The timer ends with its event loop.
    private Wheel startWheel(EventExecutor loop) {
        Wheel wheel = new Wheel();
        long period = Math.max(1, heartbeat.toNanos() / OpenStream.TICKS_PER_HEARTBEAT / SLOTS);
        loop.scheduleAtFixedRate(wheel::tick, period, period, TimeUnit.NANOSECONDS);
        return wheel;
    }

    /** The timer wheel of one event loop. Confined to that loop. */
    private final class Wheel {

        private final List<Set<OpenStream>> slots =
                Stream.<Set<OpenStream>>generate(HashSet::new).limit(SLOTS).toList();
        private int next;

        Runnable add(OpenStream stream) {
            Set<OpenStream> slot = slots.get(ThreadLocalRandom.current().nextInt(SLOTS));
            slot.add(stream);
            size.incrementAndGet();
            return () -> {
                if (slot.remove(stream)) {
                    size.decrementAndGet();
                }
            };
        }

        void tick() {
            next = (next + 1) % SLOTS;
            // A copy, because a failed write may remove its stream at once.
            List.copyOf(slots.get(next)).forEach(OpenStream::tick);
        }

        void drainRevoked() {
            for (Set<OpenStream> slot : slots) {
                List.copyOf(slot).stream().filter(OpenStream::isRevoked).forEach(OpenStream::drain);
            }
        }

        @SuppressWarnings("FutureReturnValueIgnored") // A stream whose event loop has ended has ended too.
        void drainAll(EventExecutor loop, long windowMillis) {
            for (Set<OpenStream> slot : slots) {
                for (OpenStream stream : slot) {
                    long delay = ThreadLocalRandom.current().nextLong(windowMillis + 1);
                    loop.schedule(stream::drain, delay, TimeUnit.MILLISECONDS);
                }
            }
        }
    }
}
