package org.operationsgateway.gateway.api;

import static java.lang.ProcessBuilder.Redirect.DISCARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.operationsgateway.gateway.api.ErrorAssert.assertError;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.gateway.OperationsGateway;
import org.operationsgateway.testkit.postgres.PostgresServer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Tests of the responses while the database is unavailable. */
class DatabaseDownTest {

    /** The maximum wait for a database connection, which is 5 s, and a margin. */
    private static final Duration MAX_RESPONSE_TIME = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    @SuppressWarnings("try") // The test closes the server before the end of the block.
    void everyRequestFailsAsUnavailableWithinABoundedTime() throws IOException {
        try (EmbeddedPostgres server =
                        EmbeddedPostgres.builder().setOutputRedirector(DISCARD).start();
                ConfigurableApplicationContext gateway = start(server)) {
            assertThat(send(gateway, "POST", "/v1/operations?operationId=x"))
                    .succeedsWithin(MAX_RESPONSE_TIME)
                    .returns(200, HttpResponse::statusCode);
            server.close();

            List<CompletableFuture<HttpResponse<String>>> responses = List.of(
                    send(gateway, "GET", "/v1/operations/x"),
                    send(gateway, "GET", "/v1/operations"),
                    send(gateway, "POST", "/v1/operations?operationId=y"),
                    send(gateway, "POST", "/v1/operations/x:complete"),
                    send(gateway, "POST", "/v1/operations/x:cancel"),
                    send(gateway, "POST", "/v1/operations/x:wait"),
                    send(gateway, "DELETE", "/v1/operations/x"));

            assertThat(responses)
                    .allSatisfy(response -> assertThat(response)
                            .succeedsWithin(MAX_RESPONSE_TIME)
                            .satisfies(DatabaseDownTest::assertDatabaseUnavailable));
            // An EventSource does not reconnect after an error status.
            assertThat(send(gateway, "GET", "/v1/operations/x?alt=sse"))
                    .succeedsWithin(MAX_RESPONSE_TIME)
                    .returns(200, HttpResponse::statusCode)
                    .satisfies(response -> assertThat(response.body())
                            .startsWith("retry: ")
                            .endsWith("event: overloaded\ndata: {\"reason\":\"DATABASE_UNAVAILABLE\"}\n\n"));
            assertThat(send(gateway, "GET", "/livez"))
                    .succeedsWithin(MAX_RESPONSE_TIME)
                    .returns(200, HttpResponse::statusCode);
            assertThat(send(gateway, "GET", "/readyz"))
                    .succeedsWithin(MAX_RESPONSE_TIME)
                    .returns(200, HttpResponse::statusCode);
        }
    }

    private static void assertDatabaseUnavailable(HttpResponse<String> response) {
        String delay = assertError(response, Reason.DATABASE_UNAVAILABLE)
                .detail("RetryInfo")
                .get("retryDelay")
                .asString();
        assertThat(Double.parseDouble(delay.substring(0, delay.length() - 1))).isBetween(0.5, 10.0);
        assertThat(response.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 10L);
    }

    private static ConfigurableApplicationContext start(EmbeddedPostgres server) {
        List<String> settings = PostgresServer.of(server).createDatabase().settings();
        SpringApplication application = new SpringApplicationBuilder(OperationsGateway.class)
                .properties(settings.toArray(String[]::new))
                .build();
        return application.run("--server.port=0");
    }

    private CompletableFuture<HttpResponse<String>> send(
            ConfigurableApplicationContext gateway, String method, String path) {
        String port = gateway.getEnvironment().getProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .method(method, BodyPublishers.noBody())
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }
}
