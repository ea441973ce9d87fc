package org.operationsgateway.gateway.watch;

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
 * Every stream of this replica, to beat for it, and to end it at a shutdown.
 *
 * <p>There is one timer for each event loop. A loop's streams are dealt out at random over the slots of a wheel, and the
 * timer visits one slot after another: so the heartbeats of streams that began together don't come together.
 */
@Component
public class OpenStreams {

    private static final int SLOTS = 16;
    /** How fast clients are sent away at a shutdown, if the time allows: what other replicas take in easily. */
    private static final int LEAVING_PER_SECOND = 500;

    private final Duration heartbeat;
    private final Map<EventExecutor, Wheel> wheels = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();
    private volatile boolean leaving;

    OpenStreams(WatchProperties properties) {
        this.heartbeat = properties.heartbeat();
    }

    /**
     * Takes a stream in; called on its event loop. The result lets go of it, on the same loop. One that comes when all
     * have been told to end, because it was let in before and had to wait for its first state, is told so too.
     */
    public Runnable add(OpenStream stream, EventExecutor loop) {
        Runnable remove = wheels.computeIfAbsent(loop, this::turn).add(stream);
        if (leaving) {
            loop.execute(stream::leave);
        }
        return remove;
    }

    /** How many there are. */
    public int size() {
        return size.get();
    }

    /**
     * Ends all streams, a few at a time, so that their clients don't reach other replicas all at once.
     *
     * @param longest how long that may take
     * @return completes when all have been told to end
     */
    public Mono<Void> leaveAll(Duration longest) {
        return Mono.defer(() -> {
            // Before each loop is told: a stream is there by then, or sees this.
            leaving = true;
            long needed = size.get() * 1000L / LEAVING_PER_SECOND;
            long window = Math.min(longest.toMillis(), needed);
            wheels.forEach((loop, wheel) -> loop.execute(() -> wheel.leaveAll(loop, window)));
            return Mono.delay(Duration.ofMillis(window)).then();
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // It turns as long as the event loop does.
    private Wheel turn(EventExecutor loop) {
        Wheel wheel = new Wheel();
        long period = Math.max(1, heartbeat.toNanos() / OpenStream.BEATS_PER_HEARTBEAT / SLOTS);
        loop.scheduleAtFixedRate(wheel::tick, period, period, TimeUnit.NANOSECONDS);
        return wheel;
    }

    /** Confined to one event loop. */
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
            // A copy, because a write that fails may end its stream at once.
            List.copyOf(slots.get(next)).forEach(OpenStream::beat);
        }

        @SuppressWarnings("FutureReturnValueIgnored") // A stream whose event loop has ended has ended too.
        void leaveAll(EventExecutor loop, long windowMillis) {
            for (Set<OpenStream> slot : slots) {
                for (OpenStream stream : slot) {
                    long delay = ThreadLocalRandom.current().nextLong(windowMillis + 1);
                    loop.schedule(stream::leave, delay, TimeUnit.MILLISECONDS);
                }
            }
        }
    }
}
