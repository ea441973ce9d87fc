package org.operationsgateway.bench.naive;

import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import jakarta.annotation.PostConstruct;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/** A listener for notifications on one connection, with one sink for all subscribers of an operation. */
@Component
class Notifications {

    private final ConnectionFactory connections;
    private final Map<String, Sinks.Many<Change>> sinks = new ConcurrentHashMap<>();

    Notifications(ConnectionFactory connections) {
        this.connections = connections;
    }

    @PostConstruct
    void listen() {
        Flux.usingWhen(unpooled(), Notifications::notifications, PostgresqlConnection::close)
                .doOnNext(this::publish)
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, Duration.ofSeconds(1)))
                .subscribe();
    }

    private Mono<PostgresqlConnection> unpooled() {
        ConnectionFactory factory = connections;
        while (factory instanceof Wrapped<?> wrapper && wrapper.unwrap() instanceof ConnectionFactory inner) {
            factory = inner;
        }
        return Mono.from(factory.create()).cast(PostgresqlConnection.class);
    }

    private static Flux<Notification> notifications(PostgresqlConnection connection) {
        return connection.createStatement("listen operation").execute().thenMany(connection.getNotifications());
    }

    private void publish(Notification notification) {
        String payload = Objects.requireNonNull(notification.getParameter());
        int space = payload.indexOf(' ');
        Sinks.Many<Change> sink = sinks.get(payload.substring(0, space));
        if (sink != null) {
            sink.tryEmitNext(new Change(payload.substring(0, space), payload.substring(space + 1), false));
        }
    }

    /** Returns the changes of an operation after the subscription. A slow subscriber buffers them without a limit. */
    Flux<Change> changes(String name) {
        return sinks.computeIfAbsent(name, key -> Sinks.many().multicast().directBestEffort())
                .asFlux()
                .onBackpressureBuffer();
    }
}
