package org.operationsgateway.gateway.database.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.gateway.OperationsGateway;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.port.FreePort;
import org.operationsgateway.testkit.postgres.PostgresServer;
import org.operationsgateway.testkit.postgres.RestartableServer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.operationsgateway.testkit.tcp.DroppingProxy;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Connections to a server that has changed its role, has lost its standby, or does not answer. */
class FailoverConnectionTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int CONNECTIONS = 3;
    private static final int MANY_CONNECTIONS = 10;
    private static final String WAITING = "select pid from pg_stat_activity where wait_event = 'SyncRep'";

    @TempDir
    private Path folder;

    @Test
    void connectionsToAReadOnlyServerAreReplaced() {
        try (TestDatabase database = TestDatabase.create();
                ConfigurableApplicationContext gateway = start(database);
                Api api = api(gateway)) {
            assertThat(create(api).join().statusCode()).isEqualTo(200);
            database.server()
                    .defaultDatabase()
                    .run("alter database " + database.name() + " set default_transaction_read_only = on");
            database.server()
                    .defaultDatabase()
                    .run("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + database.name()
                            + "'");
            await().atMost(TIMEOUT)
                    .until(() -> Stream.generate(() -> create(api))
                            .limit(2L * CONNECTIONS)
                            .map(CompletableFuture::join)
                            .allMatch(response -> response.statusCode() == 503));

            database.server()
                    .defaultDatabase()
                    .run("alter database " + database.name() + " reset default_transaction_read_only");

            await().atMost(TIMEOUT)
                    .until(() -> Stream.generate(() -> create(api))
                            .limit(2L * CONNECTIONS)
                            .map(CompletableFuture::join)
                            .allMatch(response -> response.statusCode() == 200));
        }
    }

    @Test
    void oneFailedChangeReplacesAlsoTheConnectionsThatOnlyRead() {
        try (TestDatabase database = TestDatabase.create();
                ConfigurableApplicationContext gateway = start(database);
                Api api = api(gateway)) {
            ConnectionFactory pool = gateway.getBean(ConnectionFactory.class);
            List<String> fenced = sessions(pool, "set default_transaction_read_only = on");
            assertThat(fenced).hasSize(CONNECTIONS);

            assertThat(create(api).join().statusCode()).isEqualTo(503);

            assertThat(sessions(pool, "select 1")).hasSize(CONNECTIONS).doesNotContainAnyElementsOf(fenced);
            assertThat(create(api).join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void oneStatementWithoutReplyReplacesAlsoTheIdleConnections() throws IOException {
        try (TestDatabase database = TestDatabase.create();
                DroppingProxy proxy = new DroppingProxy(database.server().port());
                ConfigurableApplicationContext gateway = start(database, proxy)) {
            ConnectionFactory pool = gateway.getBean(ConnectionFactory.class);
            // Fewer connections could all be used by periodic tasks in the meantime.
            sessions(pool, "select 1", MANY_CONNECTIONS);
            proxy.dropData();

            await().atMost(TIMEOUT).until(() -> isSilent(pool));

            assertThat(sessions(pool, "select 1", MANY_CONNECTIONS)).hasSize(MANY_CONNECTIONS);
        }
    }

    /** Returns whether a statement fails because it has no reply in time. */
    private static boolean isSilent(ConnectionFactory pool) {
        return Boolean.TRUE.equals(Flux.usingWhen(
                        pool.create(),
                        connection -> connection.createStatement("select 1").execute(),
                        Connection::close)
                .flatMap(Result::getRowsUpdated)
                .then(Mono.just(false))
                .onErrorReturn(true)
                .block(TIMEOUT));
    }

    /** Acquires all connections of the pool at the same time, executes a statement, and returns their sessions. */
    private static List<String> sessions(ConnectionFactory pool, String statement) {
        return sessions(pool, statement, CONNECTIONS);
    }

    private static List<String> sessions(ConnectionFactory pool, String statement, int count) {
        List<Connection> connections = Stream.generate(() -> Objects.requireNonNull(
                        Mono.<Connection>from(pool.create()).block(TIMEOUT)))
                .limit(count)
                .toList();
        List<String> sessions = connections.stream()
                .map(connection -> Flux.from(
                                connection.createStatement(statement).execute())
                        .flatMap(Result::getRowsUpdated)
                        .thenMany(connection
                                .createStatement("select pg_backend_pid()")
                                .execute())
                        .flatMap(result -> result.map((row, columns) -> String.valueOf(row.get(0))))
                        .blockLast(TIMEOUT))
                .toList();
        connections.forEach(connection -> Mono.from(connection.close()).block(TIMEOUT));
        return sessions;
    }

    @Test
    void commitsThatWaitForALostStandbyDoNotAccumulate() throws IOException {
        try (RestartableServer server = RestartableServer.create(folder, FreePort.find());
                TestDatabase database = server.address().createDatabase();
                ConfigurableApplicationContext gateway = start(database);
                Api api = api(gateway)) {
            setting(database, "alter system set synchronous_standby_names = 'lost'");
            try {
                // The server reads the setting some time later.
                await().atMost(TIMEOUT).until(() -> isWaiting(create(api), database));
                for (int round = 0; round < 4; round++) {
                    List<CompletableFuture<HttpResponse<String>>> creates = Stream.generate(() -> create(api))
                            .limit(CONNECTIONS)
                            .toList();
                    assertThat(creates)
                            .allSatisfy(create ->
                                    assertThat(create).succeedsWithin(TIMEOUT).returns(503, HttpResponse::statusCode));
                }
                await().atMost(TIMEOUT)
                        .untilAsserted(() -> assertThat(database.texts(WAITING)).hasSizeLessThanOrEqualTo(CONNECTIONS));
            } finally {
                // Otherwise, the deletion of the database would wait for the standby for ever.
                setting(database, "alter system reset synchronous_standby_names");
            }
            await().atMost(TIMEOUT).until(() -> create(api).join().statusCode() == 200);
        }
    }

    /** Returns whether the commit of a change waits for the standby. */
    private static boolean isWaiting(CompletableFuture<?> change, TestDatabase database) {
        await().atMost(TIMEOUT)
                .until(() -> change.isDone() || !database.texts(WAITING).isEmpty());
        return !change.isDone();
    }

    @Test
    void aHostThatDoesNotAnswerLeavesTimeForTheNextOne() throws IOException {
        try (TestDatabase database = TestDatabase.create();
                ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Sockets queue = Sockets.fill(silent)) {
            assertThat(queue.isFull()).isTrue();
            PostgresServer server = database.server();
            ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.parse(
                            "r2dbc:postgresql:failover://127.0.0.1:"
                                    + silent.getLocalPort() + ",127.0.0.1:" + server.port() + "/" + database.name()
                                    + "?targetServerType=primary")
                    .mutate()
                    .option(ConnectionFactoryOptions.USER, server.user())
                    .option(ConnectionFactoryOptions.PASSWORD, server.password());
            DriverDefaults.addTo(options);

            // The pool gives up after five seconds.
            Connection connection =
                    Mono.from(ConnectionFactories.get(options.build()).create()).block(Duration.ofSeconds(5));

            Mono.from(Objects.requireNonNull(connection).close()).block(TIMEOUT);
        }
    }

    /** Connections that nobody accepts, so that the system ignores further ones. */
    private record Sockets(List<Socket> open, boolean isFull) implements AutoCloseable {

        static Sockets fill(ServerSocket server) throws IOException {
            List<Socket> open = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Socket socket = new Socket();
                open.add(socket);
                try {
                    socket.connect(server.getLocalSocketAddress(), 300);
                } catch (SocketTimeoutException ignored) {
                    return new Sockets(open, true);
                }
            }
            return new Sockets(open, false);
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static void setting(TestDatabase database, String statement) {
        database.run(statement);
        database.run("select pg_reload_conf()");
    }

    private static CompletableFuture<HttpResponse<String>> create(Api api) {
        return api.start("POST", "/v1/operations?operationId=o" + UUID.randomUUID());
    }

    private static Api api(ConfigurableApplicationContext gateway) {
        return new Api(() -> gateway.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    private static ConfigurableApplicationContext start(TestDatabase database) {
        return start(database.settings(), CONNECTIONS);
    }

    private static ConfigurableApplicationContext start(TestDatabase database, DroppingProxy proxy) {
        String direct = ":" + database.server().port() + "/";
        return start(
                database.settings().stream()
                        .map(setting -> setting.replace(direct, ":" + proxy.port() + "/"))
                        .toList(),
                MANY_CONNECTIONS);
    }

    private static ConfigurableApplicationContext start(List<String> settings, int connections) {
        return new SpringApplicationBuilder(OperationsGateway.class)
                .properties(settings.toArray(String[]::new))
                .run(
                        "--server.port=0",
                        "--gateway.database.timeout=1s",
                        "--gateway.database.query-timeout=1s",
                        "--spring.r2dbc.pool.initial-size=1",
                        "--spring.r2dbc.pool.max-size=" + connections);
    }
}
