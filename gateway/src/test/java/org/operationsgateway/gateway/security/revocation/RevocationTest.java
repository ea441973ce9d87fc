package org.operationsgateway.gateway.security.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.gateway.OperationsGateway;
import org.operationsgateway.gateway.security.caller.ApiKeyTest;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.postgres.PostgresServer;
import org.operationsgateway.testkit.postgres.TestDatabase;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Revocations on two replicas with one database and one file with API keys. */
class RevocationTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String OPERATION = "/v1/operations/x";
    private static final String ADMIN = key("admin", ApiKeyTest.ADMIN, "admin:*");
    private static final String VIEWER = key("viewer", ApiKeyTest.VIEWER, "viewer:*");

    @TempDir
    private Path directory;

    private final TestDatabase database = PostgresServer.shared().createDatabase();
    private ConfigurableApplicationContext first;
    private ConfigurableApplicationContext second;
    private Api firstApi;
    private Api secondApi;

    private static String key(String name, String hash, String grant) {
        return "    - {name: %s, sha256: %s, grants: \"%s\"}\n".formatted(name, hash, grant);
    }

    private void write(String... keys) throws IOException {
        String content = "gateway:\n  security:\n   api-keys:\n" + String.join("", keys);
        Path file = directory.resolve("keys.yaml");
        // Replaced at once, as Kubernetes replaces the files of a Secret.
        Path next = Files.writeString(directory.resolve("next"), content);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @BeforeEach
    void start() throws IOException {
        write(ADMIN, VIEWER);
        first = replica();
        second = replica();
        firstApi = api(first);
        secondApi = api(second);
        assertThat(firstApi.send("POST", "/v1/operations?operationId=x", "", "Authorization", "Bearer ogk_admin")
                        .statusCode())
                .isEqualTo(200);
    }

    private ConfigurableApplicationContext replica() {
        return new SpringApplicationBuilder(OperationsGateway.class)
                .properties(database.settings().toArray(String[]::new))
                .run(
                        "--server.port=0",
                        "--spring.config.import=file:" + directory.resolve("keys.yaml"),
                        "--gateway.security.reload-interval=100ms");
    }

    private static Api api(ConfigurableApplicationContext replica) {
        String port = replica.getEnvironment().getProperty("local.server.port");
        return new Api(() -> Integer.parseInt(port));
    }

    @AfterEach
    void stop() {
        firstApi.close();
        secondApi.close();
        first.close();
        second.close();
        database.close();
    }

    private static int status(Api api, String... header) {
        return api.get(OPERATION, header).statusCode();
    }

    private static CompletableFuture<HttpResponse<String>> stream(Api api, String name, String value) {
        CompletableFuture<HttpResponse<String>> stream =
                api.start("GET", OPERATION, "", "Accept", "text/event-stream", name, value);
        await().atMost(TIMEOUT)
                .until(() -> api.get("/actuator/prometheus", "Authorization", "Bearer ogk_admin")
                        .body()
                        .contains("gateway_streams_open 1"));
        return stream;
    }

    @Test
    void aSessionThatEndsOnOneReplicaEndsOnAll() {
        HttpResponse<String> begun = firstApi.send("POST", "/v1/session", "", "Authorization", "Bearer ogk_viewer");
        String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        CompletableFuture<HttpResponse<String>> stream = stream(secondApi, "Cookie", cookie);
        assertThat(status(secondApi, "Cookie", cookie)).isEqualTo(200);

        assertThat(firstApi.send("DELETE", "/v1/session", "", "Cookie", cookie, "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(200);

        assertThat(stream).succeedsWithin(TIMEOUT);
        assertThat(status(secondApi, "Cookie", cookie)).isEqualTo(401);
        ConfigurableApplicationContext third = replica();
        try (Api later = api(third)) {
            await().atMost(TIMEOUT).until(() -> status(later, "Cookie", cookie) == 401);
        } finally {
            third.close();
        }
    }

    @Test
    void aKeyThatIsRemovedFromTheFileIsRefusedAndItsStreamsAndSessionsEnd() throws IOException {
        HttpResponse<String> begun = firstApi.send("POST", "/v1/session", "", "Authorization", "Bearer ogk_viewer");
        String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
        CompletableFuture<HttpResponse<String>> stream = stream(firstApi, "Authorization", "Bearer ogk_viewer");
        CompletableFuture<HttpResponse<String>> session = stream(secondApi, "Cookie", cookie);

        write(ADMIN);

        assertThat(stream).succeedsWithin(TIMEOUT);
        assertThat(session).succeedsWithin(TIMEOUT);
        assertThat(status(firstApi, "Authorization", "Bearer ogk_viewer")).isEqualTo(401);
        assertThat(status(secondApi, "Cookie", cookie)).isEqualTo(401);
        assertThat(status(secondApi, "Authorization", "Bearer ogk_admin")).isEqualTo(200);

        write(ADMIN, VIEWER);
        await().atMost(TIMEOUT).until(() -> status(firstApi, "Authorization", "Bearer ogk_viewer") == 200);
    }

    @Test
    void aFileThatIsNotValidChangesNothing() throws IOException {
        write(key("admin", "00", "admin:*"));
        write(key("admin", ApiKeyTest.ADMIN, "root:*"));
        Files.writeString(directory.resolve("keys.yaml"), "gateway: [");
        assertThat(status(firstApi, "Authorization", "Bearer ogk_viewer")).isEqualTo(200);

        write(ADMIN);
        await().atMost(TIMEOUT).until(() -> status(firstApi, "Authorization", "Bearer ogk_viewer") == 401);
        assertThat(status(firstApi, "Authorization", "Bearer ogk_admin")).isEqualTo(200);
    }
}
