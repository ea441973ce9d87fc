package org.operationsgateway.gateway.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.testkit.http.Api;
import org.operationsgateway.testkit.http.RawConnection;
import org.operationsgateway.testkit.port.FreePort;
import org.operationsgateway.testkit.tls.CertificateAuthority;

/**
 * The packaged gateway, started with the variables and the files that the rendered Deployments give it. Only the ports
 * are free ones, and the root of the mounted files is a folder.
 */
@Timeout(180)
class ContainerIT {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    private static final String CREDENTIALS = """
            gateway:
              security:
                api-keys:
                  # The key "ogk_test".
                  - name: test
                    sha256: 56e58c738651f7326fe3b60e17dcc7775e67f4b2a482b4e1b17017c860dd067f
                    grants: producer:*
            """;

    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create();

    @TempDir
    Path folder;

    private EmbeddedPostgres database;
    private Process process;
    private int port;
    private int managementPort;

    /** The database accepts nothing but TLS, with a certificate for the name in the Secret. */
    @BeforeEach
    void startDatabase() throws IOException {
        AUTHORITY.issueForServer("localhost").write(folder, "server");
        database = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", folder.resolve("server.crt").toString())
                .setServerConfig("ssl_key_file", folder.resolve("server.key").toString())
                .start();
        port = FreePort.find();
        managementPort = FreePort.find();
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        if (process != null) {
            process.destroy();
            process.waitFor(30, TimeUnit.SECONDS);
        }
        database.close();
    }

    @Test
    void theContainerOfTheProductionOverlayIsReadyAndVerifiesTheDatabase() throws IOException {
        Map<String, String> account = Map.of(
                "host", "localhost",
                "port", Integer.toString(database.getPort()),
                "dbname", "postgres",
                "username", "postgres",
                "password", "postgres");
        String authority = Files.readString(AUTHORITY.write(folder.resolve("ca.crt")));
        Container container = new Container(
                Manifests.read("overlays/production"),
                Map.of(
                        "operations-gateway-postgres-app",
                        account,
                        "operations-gateway-postgres-ca",
                        Map.of("ca.crt", authority),
                        "operations-gateway-credentials",
                        Map.of("credentials.yaml", CREDENTIALS)));
        assertThat(container.environment().get("SPRING_R2DBC_URL"))
                .startsWith("r2dbc:postgresql://" + address() + "/postgres?sslMode=verify-full&");
        start(container, container.environment());

        awaitReady();

        try (Api api = new Api(() -> port);
                Api management = new Api(() -> managementPort)) {
            assertThat(container.probes())
                    .hasSize(3)
                    .allSatisfy((probe, path) ->
                            assertThat(api.get(path).statusCode()).isEqualTo(200));
            assertThat(create(api)).isEqualTo(401);
            assertThat(create(api, "Authorization", "Bearer ogk_test")).isEqualTo(200);
            assertThat(management.get("/actuator/prometheus").body()).contains("\ngateway_streams_open 0");
        }
        assertThat(output()).contains("-XX:MaxRAMPercentage=40");
    }

    @Test
    void theContainerOfTheDevelopmentOverlayIsOpenForAnyHost() throws IOException, SQLException {
        Container container = new Container(Manifests.read("overlays/dev"), Map.of());
        Map<String, String> environment = container.environment();
        execute("create role gateway login password '" + environment.get("SPRING_R2DBC_PASSWORD") + "'");
        execute("create database gateway owner gateway");
        assertThat(environment)
                .containsEntry("SPRING_R2DBC_USERNAME", "gateway")
                .containsEntry("SPRING_R2DBC_URL", "r2dbc:postgresql://operations-gateway-postgres:5432/gateway");
        environment.put("SPRING_R2DBC_URL", "r2dbc:postgresql://" + address() + "/gateway");
        start(container, environment);

        awaitReady();

        try (RawConnection connection = RawConnection.to(port)) {
            connection.send("GET /v1/operations HTTP/1.1\r\nHost: operations.example.com\r\n\r\n");
            assertThat(connection.head().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theContainerOfTheBaseDoesNotStartWithoutACredential() throws IOException {
        Map<String, String> account = Map.of(
                "url", "r2dbc:postgresql://" + address() + "/postgres", "username", "postgres", "password", "postgres");
        Container container = new Container(Manifests.read("base"), Map.of("operations-gateway-database", account));
        start(container, container.environment());

        await().atMost(START_TIMEOUT).until(() -> !process.isAlive());

        assertThat(process.exitValue()).isPositive();
        assertThat(output()).contains("so other machines could do everything");
    }

    /** Starts the gateway in {@code /app}, with {@code /etc} below the folder. */
    private void start(Container container, Map<String, String> environment) throws IOException {
        container.mount(folder);
        Path app = Files.createDirectories(folder.resolve("app"));
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        System.getProperty("gateway.jar"))
                .directory(app.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        environment.forEach((name, value) -> builder.environment().put(name, value.replace("/etc/", folder + "/etc/")));
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.environment().put("MANAGEMENT_SERVER_PORT", Integer.toString(managementPort));
        process = builder.start();
    }

    private void awaitReady() throws IOException {
        try (Api api = new Api(() -> port)) {
            await().atMost(START_TIMEOUT).ignoreExceptions().until(() -> {
                if (!process.isAlive()) {
                    throw new AssertionError(output());
                }
                return api.get("/readyz").statusCode() == 200;
            });
        }
    }

    private static int create(Api api, String... headers) {
        return api.send("POST", "/v1/operations?operationId=a", "", headers).statusCode();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private String address() {
        return "localhost:" + database.getPort();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
