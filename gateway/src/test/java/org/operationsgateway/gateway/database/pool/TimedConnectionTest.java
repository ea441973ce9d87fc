package org.operationsgateway.gateway.database.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.database.condition.ServerErrors;
import org.operationsgateway.gateway.running.GatewayTest;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The acquisitions of a connection of the pool. */
@GatewayTest
class TimedConnectionTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final ConnectionFactory connections;
    private final ServerErrors errors;
    private final Set<TimedConnection> acquired = ConcurrentHashMap.newKeySet();
    private Connection pooled;
    private TimedConnection connection;

    TimedConnectionTest(ConnectionFactory connections, ServerErrors errors) {
        this.connections = connections;
        this.errors = errors;
    }

    @BeforeEach
    void acquire() {
        pooled = Mono.from(connections.create()).block(TIMEOUT);
        ServerGeneration generations = new ServerGeneration();
        connection = new TimedConnection(
                TimedConnection.of(Objects.requireNonNull(pooled)).unwrap(),
                connections,
                generations,
                generations.current(),
                acquired,
                errors);
        Mono.from(connection.postAllocate()).block(TIMEOUT);
    }

    @AfterEach
    void release() {
        Mono.from(pooled.close()).block(TIMEOUT);
    }

    @Test
    void aConnectionThatIsReleasedAndAcquiredAgainHasNotExpired() {
        long expiry = System.nanoTime();
        Mono.from(connection.preRelease()).block(TIMEOUT);
        assertThat(connection.expire(expiry)).isFalse();

        Mono.from(connection.postAllocate()).block(TIMEOUT);
        assertThat(connection.expire(expiry)).isFalse();
        assertThat(acquired).containsExactly(connection);
    }

    @Test
    void anExpiredConnectionDoesNotReturnToThePool() {
        assertThat(connection.expire(System.nanoTime())).isTrue();

        StepVerifier.create(connection.preRelease()).expectError().verify(TIMEOUT);
    }

    @Test
    void theReleaseEndsARunningStatementInTheDatabase() {
        Disposable sleep = Flux.from(
                        connection.createStatement("select pg_sleep(60)").execute())
                .flatMap(result -> result.map((row, metadata) -> true))
                .subscribe();
        sleep.dispose();

        StepVerifier.create(connection.preRelease()).expectComplete().verify(TIMEOUT);
        StepVerifier.create(Flux.from(connection.createStatement("select 7").execute())
                        .flatMap(result -> result.map((row, metadata) -> row.get(0, Integer.class))))
                .expectNext(7)
                .expectComplete()
                .verify(TIMEOUT);
    }
}
