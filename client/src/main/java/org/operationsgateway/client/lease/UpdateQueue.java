package org.operationsgateway.client.lease;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;

/**
 * A queue of at most one update, the latest. Thread-safe.
 *
 * <p>One update at a time is in flight, and a pause follows each. An update that is offered before replaces the pending
 * update. An update that fails is pending again, unless there is a later one: so the last one is always sent. The
 * states are {@code IDLE}, {@code SENDING}, {@code PAUSED} and {@code CLOSED}; the fields are guarded by this object,
 * and no foreign code runs while it is locked.
 */
final class UpdateQueue<T> {

    private enum State {
        IDLE,
        SENDING,
        PAUSED,
        CLOSED
    }

    private final Function<T, Mono<Boolean>> sender;
    private final Duration pause;
    private final Scheduler scheduler;
    private final Sinks.Empty<Void> lastSent = Sinks.empty();
    private State state = State.IDLE;
    private boolean isInFlight;
    private @Nullable T pending;

    /**
     * Creates an empty queue.
     *
     * @param sender sends an update, and emits whether it was accepted; if not, it is sent again. Never fails.
     * @param pause the time between two updates
     */
    UpdateQueue(Function<T, Mono<Boolean>> sender, Duration pause, Scheduler scheduler) {
        this.sender = sender;
        this.pause = pause;
        this.scheduler = scheduler;
    }

    /** Adds an update, which replaces the pending one. Has no effect on a closed queue. */
    void offer(T update) {
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            pending = update;
            if (state != State.IDLE) {
                return;
            }
        }
        sendPending();
    }

    /**
     * Closes the queue.
     *
     * @return the pending update, when no update is in flight any more
     */
    Mono<Optional<T>> close() {
        boolean isQuiet;
        synchronized (this) {
            state = State.CLOSED;
            isQuiet = !isInFlight;
        }
        if (isQuiet) {
            lastSent.tryEmitEmpty();
        }
        return lastSent.asMono().then(Mono.fromSupplier(this::takePending));
    }

    private synchronized Optional<T> takePending() {
        Optional<T> last = Optional.ofNullable(pending);
        pending = null;
        return last;
    }

    private void sendPending() {
        T update;
        synchronized (this) {
            if (state == State.CLOSED || state == State.SENDING) {
                return;
            }
            update = pending;
            pending = null;
            state = update == null ? State.IDLE : State.SENDING;
            isInFlight = update != null;
        }
        if (update != null) {
            T sent = update;
            sender.apply(update).defaultIfEmpty(true).subscribe(accepted -> finish(sent, accepted));
        }
    }

    private void finish(T sent, boolean accepted) {
        boolean isClosed;
        synchronized (this) {
            isInFlight = false;
            pending = accepted || pending != null ? pending : sent;
            isClosed = state == State.CLOSED;
            state = isClosed ? State.CLOSED : State.PAUSED;
        }
        if (isClosed) {
            lastSent.tryEmitEmpty();
        } else {
            scheduler.schedule(this::sendPending, pause.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
