package org.operationsgateway.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.gateway.running.GatewayTest;
import org.operationsgateway.gateway.running.OtherSession;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.RawConnection;
import org.springframework.test.annotation.DirtiesContext;
import reactor.core.publisher.Flux;

/** Queries that do not end, because another session has locked the table, and their clients. */
@GatewayTest(
        properties = {
            "spring.r2dbc.pool.initial-size=1",
            "spring.r2dbc.pool.max-size=5",
            "gateway.database.query-timeout=1s",
            "gateway.deadline.interval=1h"
        })
@DirtiesContext
class AbandonedQueryTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    /** Far below the statement timeout, which would also end an abandoned query. */
    private static final Duration SOON = Duration.ofSeconds(4);

    private static final String LIST = "/v1/projects/p/operations";
    private static final String BLOCKED =
            "select pid from pg_locks where relation = 'operation'::regclass and not granted";

    private final Api api;
    private final ConnectionFactory connections;
    private final OtherSession other;

    AbandonedQueryTest(Api api, ConnectionFactory connections, OtherSession other) {
        this.api = api;
        this.connections = connections;
        this.other = other;
    }

    @BeforeEach
    void begin() {
        other.begin();
    }

    @AfterEach
    void rollBack() {
        other.rollBack();
    }

    private List<String> blocked() {
        return other.texts(BLOCKED);
    }

    private void lockTable() {
        other.texts("lock table operation in access exclusive mode");
    }

    @ParameterizedTest
    @ValueSource(strings = {LIST, LIST + "?filter=done%3Dtrue", LIST + "?alt=sse"})
    void aQueryIsCancelledInTheDatabaseWhenItsClientIsGone(String path) throws IOException {
        lockTable();
        try (RawConnection client = RawConnection.to(api.port())) {
            client.get(path);
            await().atMost(TIMEOUT).until(this::blocked, blocked -> !blocked.isEmpty());
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(blocked()).isEmpty());
    }

    @Test
    void aListThatTakesTooLongIsCancelledInTheDatabase() {
        lockTable();

        HttpResponse<String> response = api.get(LIST + "?filter=done%3Dtrue");

        assertThat(response.statusCode()).isEqualTo(504);
        assertThat(response.body()).contains("QUERY_TIMEOUT", "DEADLINE_EXCEEDED");
        await().atMost(SOON).untilAsserted(() -> assertThat(blocked()).isEmpty());
    }

    @Test
    void listsThatDoNotEndLeaveConnectionsToOtherRequests() {
        lockTable();
        List<CompletableFuture<HttpResponse<String>>> lists = IntStream.range(0, 12)
                .mapToObj(n -> api.start("GET", LIST + (n % 2 == 0 ? "" : "?filter=done%3Dtrue")))
                .toList();
        await().atMost(TIMEOUT).until(this::blocked, blocked -> !blocked.isEmpty());

        // Of five connections, the other session has one and the lists have two.
        List<Connection> rest = acquire(2);
        release(rest);
        assertThat(lists)
                .allSatisfy(list -> assertThat(list)
                        .succeedsWithin(TIMEOUT)
                        .satisfies(response -> assertThat(response.statusCode()).isIn(429, 504)));
    }

    @Test
    void readinessAndLivenessDoNotDependOnTheConnectionPool() {
        List<Connection> all = acquire(4);
        try {
            assertThat(api.get("/readyz").statusCode()).isEqualTo(200);
            assertThat(api.get("/livez").statusCode()).isEqualTo(200);
        } finally {
            release(all);
        }
    }

    private List<Connection> acquire(int count) {
        return Flux.range(0, count)
                .<Connection>concatMap(n -> connections.create())
                .collectList()
                .block(TIMEOUT);
    }

    private static void release(List<Connection> acquired) {
        Flux.fromIterable(acquired).concatMap(Connection::close).blockLast(TIMEOUT);
    }
}
