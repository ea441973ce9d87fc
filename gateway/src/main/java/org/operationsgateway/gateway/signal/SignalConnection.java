package org.operationsgateway.gateway.signal;

import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.FAILOVER_PROTOCOL;

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
import org.operationsgateway.gateway.database.R2dbcUrl;
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
 * The dedicated connection of this replica for signals. It is not from the pool, because {@code LISTEN} belongs to a
 * connection. Thread-safe.
 *
 * <p>It tests itself with probes: notifications that it sends to itself when it connects, and at intervals. So it
 * detects a pooler that shares connections between clients, and a peer that is unreachable; both appear in the log and
 * in {@link GatewayMeter#LISTENER_UP}. While it is down, sweeps find the changes of other replicas.
 */
@Component
class SignalConnection implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(SignalConnection.class);
    private static final String CHANNEL = "operations_gateway";
    /** Contains no space, so it is never read as a changed operation. */
    private static final String PROBE = "probe:";

    private final ConnectionFactory factory;
    /** Whether the URL has several hosts, of which another one may become the primary. */
    private final boolean failover;

    private final SignalProperties properties;
    private final TopicRegistry topics;
    private final LogSweep sweep;
    private final Counter sent;
    private final Counter received;
    private final String sender = UUID.randomUUID().toString();
    private final String probe = PROBE + sender;
    private final Sinks.Many<String> probes = Sinks.many().multicast().directBestEffort();
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
        ConnectionFactoryOptions options = dedicated(options(details, properties.url()), databaseLoops);
        this.factory = ConnectionFactories.get(options);
        this.failover = FAILOVER_PROTOCOL.equals(options.getValue(ConnectionFactoryOptions.PROTOCOL));
        this.properties = properties;
        this.topics = topics;
        this.sweep = sweep;
        this.sent = meters.counter(GatewayMeter.SIGNALS_SENT);
        this.received = meters.counter(GatewayMeter.SIGNALS_RECEIVED);
        meters.gauge(GatewayMeter.LISTENER_UP, () -> up ? 1 : 0);
    }

    private static ConnectionFactoryOptions options(R2dbcConnectionDetails details, @Nullable String url) {
        ConnectionFactoryOptions pool = details.getConnectionFactoryOptions();
        return url == null ? pool : R2dbcUrl.beside(pool, "gateway.signal.url", url);
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

    /** Sends changes to the other replicas; completes when they are sent, or when sending has failed. */
    Mono<Void> send(Map<OperationName, RevisionId> changes) {
        PostgresqlConnection open = connection;
        if (open == null || !up) {
            return Mono.empty();
        }
        String[] payloads = SignalPayload.write(sender, changes).toArray(String[]::new);
        return notify(open, payloads)
                .doOnSuccess(done -> sent.increment(changes.size()))
                .doOnError(failure -> log.debug("Failed to send a signal", failure))
                .onErrorComplete();
    }

    private Mono<Void> notify(PostgresqlConnection open, String... payloads) {
        return open.createStatement("select pg_notify('" + CHANNEL + "', payload) from unnest($1) as payload")
                .bind("$1", payloads)
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
        // Subscribed before LISTEN and with unbounded demand, because the driver drops notifications without demand.
        Flux<Void> receiving =
                listener.getNotifications().doOnNext(this::receive).thenMany(Flux.error(TimeoutException::new));
        Mono<Void> listening =
                listener.createStatement("listen " + CHANNEL).execute().then();
        Flux<Void> probing = Flux.interval(Duration.ZERO, properties.probeInterval())
                .onBackpressureDrop()
                .concatMap(tick -> probe(listener), 1);
        return Flux.merge(receiving, listening.thenMany(probing)).doOnError(this::disconnected);
    }

    private Mono<Void> probe(PostgresqlConnection listener) {
        Mono<String> echo = probes.asFlux().filter(probe::equals).next();
        return Mono.when(echo, notify(listener, probe))
                .then(Mono.defer(() -> failover ? requirePrimary(listener) : Mono.empty()))
                .timeout(properties.probeTimeout())
                .doOnSuccess(done -> connected(listener));
    }

    /** Fails if the server is a former primary, on which only the replicas that have not noticed it would signal. */
    private static Mono<Void> requirePrimary(PostgresqlConnection listener) {
        return listener.createStatement("select current_setting('transaction_read_only')")
                .execute()
                .flatMap(result -> result.map(row -> String.valueOf(row.get(0, String.class))))
                .filter("on"::equals)
                .flatMap(readOnly -> Mono.<Void>error(new IllegalStateException("The server is read-only")))
                .then();
    }

    private void connected(PostgresqlConnection listener) {
        if (!up) {
            connection = listener;
            up = true;
            log.info("Receiving signals of other replicas");
        }
    }

    private void disconnected(Throwable failure) {
        if (up) {
            log.warn("Lost the connection for signals, relying on sweeps until it is restored: {}", failure.toString());
        } else {
            log.warn(
                    "Failed to receive signals of other replicas, relying on sweeps: {}. If the database is behind a"
                            + " pooler in transaction mode, set gateway.signal.url to the database itself.",
                    failure.toString());
        }
        up = false;
        connection = null;
    }

    private Mono<Void> disconnect(io.r2dbc.spi.Connection opened) {
        return Mono.from(opened.close()).timeout(properties.probeTimeout()).onErrorComplete();
    }

    private void receive(Notification notification) {
        String payload = notification.getParameter();
        if (payload == null) {
            return;
        }
        if (payload.startsWith(PROBE)) {
            probes.tryEmitNext(payload);
        } else if (!SignalPayload.isFrom(sender, payload)) {
            SignalPayload.read(payload, (name, id) -> {
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
