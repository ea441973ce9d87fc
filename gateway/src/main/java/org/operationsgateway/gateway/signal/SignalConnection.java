package org.operationsgateway.gateway.signal;

import io.micrometer.core.instrument.Counter;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.metrics.GatewayMeter;
import org.operationsgateway.gateway.metrics.Meters;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.watch.TopicRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.resources.LoopResources;
import reactor.util.retry.Retry;

/**
 * The one connection of this replica for signals, apart from the pool: LISTEN belongs to a connection, and must not be
 * returned with it.
 *
 * <p>It proves itself by hearing its own voice, when it begins and ever again: so a pooler that shares connections
 * between clients, or a peer that is gone without a word, shows up here, in the log and in
 * {@link GatewayMeter#LISTENER_UP}. Until it hears again, the sweep finds what is missed.
 */
@Component
class SignalConnection implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SignalConnection.class);
    private static final String CHANNEL = "operations_gateway";
    /** Cannot be taken for a line about an operation. */
    private static final String PROBE = "probe:";

    private final ConnectionFactory factory;
    private final SignalProperties properties;
    private final TopicRegistry topics;
    private final LogSweep sweep;
    private final Counter sent;
    private final Counter received;
    private final String sender = UUID.randomUUID().toString();
    private final String voice = PROBE + sender;
    private final Sinks.Many<String> heard = Sinks.many().multicast().directBestEffort();
    private volatile @Nullable PostgresqlConnection connection;
    private volatile boolean up;
    private volatile Disposable running = Disposables.disposed();

    SignalConnection(
            R2dbcConnectionDetails details,
            LoopResources databaseLoops,
            SignalProperties properties,
            TopicRegistry topics,
            LogSweep sweep,
            Meters meters) {
        this.factory = ConnectionFactories.get(dedicated(details.getConnectionFactoryOptions(), databaseLoops));
        this.properties = properties;
        this.topics = topics;
        this.sweep = sweep;
        this.sent = meters.counter(GatewayMeter.SIGNALS_SENT);
        this.received = meters.counter(GatewayMeter.SIGNALS_RECEIVED);
        meters.gauge(GatewayMeter.LISTENER_UP, () -> up ? 1 : 0);
    }

    private static ConnectionFactoryOptions dedicated(ConnectionFactoryOptions options, LoopResources databaseLoops) {
        ConnectionFactoryOptions.Builder builder = options.mutate()
                .option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true)
                .option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, databaseLoops);
        if ("pool".equals(options.getValue(ConnectionFactoryOptions.DRIVER))) {
            builder.option(ConnectionFactoryOptions.DRIVER, "postgresql");
        }
        return builder.build();
    }

    /** Tells other replicas of changes; completes when that is done, or can't be. */
    Mono<Void> send(Map<OperationName, RevisionId> changes) {
        PostgresqlConnection open = connection;
        if (open == null || !up) {
            return Mono.empty();
        }
        String[] texts = SignalPayload.write(sender, changes).toArray(String[]::new);
        return notify(open, texts)
                .doOnSuccess(done -> sent.increment(changes.size()))
                .doOnError(failure -> log.debug("A signal could not be sent", failure))
                .onErrorComplete();
    }

    private Mono<Void> notify(PostgresqlConnection open, String... texts) {
        return open.createStatement("select pg_notify('" + CHANNEL + "', text) from unnest($1) as text")
                .bind("$1", texts)
                .execute()
                .flatMap(result -> result.map((row, metadata) -> true))
                .then()
                .timeout(properties.probeTimeout());
    }

    @Override
    public void start() {
        if (properties.enabled()) {
            running = Flux.usingWhen(factory.create(), this::listen, this::disconnect)
                    .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(100))
                            .maxBackoff(Duration.ofSeconds(2))
                            .jitter(0.5)
                            .transientErrors(true))
                    .subscribe();
        }
    }

    private Flux<Void> listen(io.r2dbc.spi.Connection opened) {
        PostgresqlConnection listener = (PostgresqlConnection) opened;
        // Before LISTEN, and without a limit: what is not asked for is dropped.
        Flux<Void> hearing =
                listener.getNotifications().doOnNext(this::hear).thenMany(Flux.error(TimeoutException::new));
        Mono<Void> asking =
                listener.createStatement("listen " + CHANNEL).execute().then();
        Flux<Void> probing = Flux.interval(Duration.ZERO, properties.probeInterval())
                .onBackpressureDrop()
                .concatMap(tick -> probe(listener), 1);
        return Flux.merge(hearing, asking.thenMany(probing)).doOnError(this::lost);
    }

    private Mono<Void> probe(PostgresqlConnection listener) {
        Mono<String> echo = heard.asFlux().filter(voice::equals).next();
        return Mono.when(echo, notify(listener, voice))
                .timeout(properties.probeTimeout())
                .doOnSuccess(done -> found(listener));
    }

    private void found(PostgresqlConnection listener) {
        if (!up) {
            connection = listener;
            up = true;
            log.info("Hears signals of other replicas");
        }
    }

    private void lost(Throwable failure) {
        if (up) {
            log.warn("Hears no signals of other replicas any more, and relies on its sweeps: {}", failure.toString());
        } else {
            log.warn(
                    "Hears no signals of other replicas ({}). If the database is behind a pooler in transaction mode,"
                            + " connect to it directly; until then, changes are found by sweeps.",
                    failure.toString());
        }
        up = false;
        connection = null;
    }

    private Mono<Void> disconnect(io.r2dbc.spi.Connection opened) {
        return Mono.from(opened.close()).timeout(properties.probeTimeout()).onErrorComplete();
    }

    private void hear(Notification notification) {
        String text = notification.getParameter();
        if (text == null) {
            return;
        }
        if (text.startsWith(PROBE)) {
            heard.tryEmitNext(text);
        } else if (!SignalPayload.isFrom(sender, text)) {
            SignalPayload.read(text, (name, id) -> {
                received.increment();
                topics.signalled(name, id);
                sweep.changed(name);
            });
        }
    }

    @Override
    public void stop() {
        running.dispose();
        up = false;
        connection = null;
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}
