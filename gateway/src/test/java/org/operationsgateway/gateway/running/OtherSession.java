package org.operationsgateway.gateway.running;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A transaction of another session, which holds locks until it is rolled back. Begun and rolled back by each test. */
@TestComponent
public class OtherSession {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final ConnectionFactory connections;
    private @Nullable Connection connection;

    OtherSession(ConnectionFactory connections) {
        this.connections = connections;
    }

    public void begin() {
        connection = Mono.from(connections.create()).block(TIMEOUT);
        Mono.from(connection().beginTransaction()).block(TIMEOUT);
    }

    private Connection connection() {
        return Objects.requireNonNull(connection);
    }

    /** Executes a statement and returns the first column of each row as text. */
    public List<String> texts(String sql) {
        return Objects.requireNonNull(
                Flux.from(connection().createStatement(sql).execute())
                        .flatMap(result -> result.map((row, metadata) -> String.valueOf(row.get(0))))
                        .collectList()
                        .block(TIMEOUT));
    }

    public void rollBack() {
        Mono.from(connection().rollbackTransaction())
                .then(Mono.from(connection().close()))
                .block(TIMEOUT);
    }
}
