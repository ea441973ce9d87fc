package org.operationsgateway.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.operationsgateway.gateway.OperationsGateway;
import org.operationsgateway.testkit.postgres.PostgresServer;
import org.operationsgateway.testkit.tcp.DroppingProxy;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Connections to the database on which no data arrives, though they stay open. */
class SilentDatabaseTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void requestsOnThemFailAndLaterRequestsUseNewConnections() throws IOException {
        PostgresServer server = PostgresServer.shared();
        try (DroppingProxy proxy = new DroppingProxy(server.port());
                ConfigurableApplicationContext gateway = start(server, proxy)) {
            assertThat(get(gateway)).succeedsWithin(TIMEOUT).isEqualTo(200);
            // A periodic task may hold the only silent connection, so that the requests use new ones.
            await().atMost(TIMEOUT).until(() -> {
                proxy.dropData();
                List<Integer> answers = Stream.generate(() -> get(gateway)).limit(30).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();
                assertThat(answers).isSubsetOf(200, 503);
                return answers.contains(503);
            });
            await().atMost(TIMEOUT)
                    .untilAsserted(() ->
                            assertThat(get(gateway)).succeedsWithin(TIMEOUT).isEqualTo(200));
        }
    }

    private CompletableFuture<Integer> get(ConfigurableApplicationContext gateway) {
        String port = gateway.getEnvironment().getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/v1/operations/x:cancel"))
                .method("POST", BodyPublishers.noBody())
                .build();
        // NOT_FOUND requires a reply of the database.
        return client.sendAsync(request, BodyHandlers.discarding())
                .thenApply(answer -> answer.statusCode() == 404 ? 200 : answer.statusCode());
    }

    private static ConfigurableApplicationContext start(PostgresServer server, DroppingProxy proxy) {
        String[] settings = server.createDatabase().settings().stream()
                .map(setting -> setting.replace(":" + server.port() + "/", ":" + proxy.port() + "/"))
                .toArray(String[]::new);
        return new SpringApplicationBuilder(OperationsGateway.class)
                .properties(settings)
                .run("--server.port=0", "--gateway.database.timeout=1s", "--gateway.database.query-timeout=1s");
    }
}
