package org.operationsgateway.gateway.database.replica;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import java.time.Duration;
import org.operationsgateway.core.rpc.StatusException;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A connection factory that lends connections to the read replica, if it has replayed everything that the primary had
 * committed when the connection was requested, and otherwise connections to the primary.
 *
 * <p>So a read sees each change that was acknowledged before, by whichever replica of the gateway. The position comes
 * from the primary, so a read needs both. Thread-safe.
 */
public final class ReplicaFirst implements ConnectionFactory {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

    private final ConnectionFactory replica;
    private final ConnectionFactory fallback;
    private final ConnectionFactory primary;
    private final ReplicaState state;
    private final Duration maxWait;

    /**
     * Creates a factory.
     *
     * @param fallback connections to the primary for reads, of which there are few
     * @param primary connections to the primary for its position
     */
    public ReplicaFirst(
            ConnectionFactory replica,
            ConnectionFactory fallback,
            ConnectionFactory primary,
            ReplicaState state,
            Duration maxWait) {
        this.replica = replica;
        this.fallback = fallback;
        this.primary = primary;
        this.state = state;
        this.maxWait = maxWait;
    }

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.defer(() -> {
            if (state.isPaused()) {
                state.skipped();
                return Mono.<Connection>from(fallback.create());
            }
            return position().flatMap(this::upToDate).switchIfEmpty(Mono.defer(() -> Mono.from(fallback.create())));
        });
    }

    private Mono<LogPosition> position() {
        return Mono.usingWhen(primary.create(), LogPosition::of, Connection::close);
    }

    /** Completes empty if the replica lags or fails. */
    private Mono<Connection> upToDate(LogPosition position) {
        return Mono.<Connection>from(replica.create())
                .flatMap(connection -> verified(connection, position))
                .onErrorResume(failure -> !(failure instanceof StatusException), failure -> {
                    state.failed(failure);
                    return Mono.empty();
                });
    }

    private Mono<Connection> verified(Connection connection, LogPosition position) {
        Mono<Void> close = Mono.from(connection.close());
        return awaitReplay(connection, position)
                .flatMap(replayed -> replayed ? Mono.just(connection) : close.then(Mono.empty()))
                .onErrorResume(failure -> close.onErrorComplete().then(Mono.error(failure)))
                .doOnCancel(() -> close.onErrorComplete().subscribe());
    }

    private Mono<Boolean> awaitReplay(Connection connection, LogPosition position) {
        long deadline = System.nanoTime() + maxWait.toNanos();
        return Flux.defer(() -> position.isReplayedBy(connection))
                .repeatWhen(checks -> checks.delayElements(POLL_INTERVAL))
                .takeUntil(replayed -> replayed || System.nanoTime() - deadline > 0)
                .last()
                .doOnNext(this::checked);
    }

    private void checked(boolean replayed) {
        if (replayed) {
            state.replayed();
        } else {
            state.lagging();
        }
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return fallback.getMetadata();
    }
}
