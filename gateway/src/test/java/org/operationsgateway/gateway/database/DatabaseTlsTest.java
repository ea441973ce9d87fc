package org.operationsgateway.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.R2dbcException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.gateway.OperationsGateway;
import org.operationsgateway.testkit.tls.CertificateAuthority;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Tests of TLS to a real server that accepts nothing else, with a certificate that was issued for the test. */
@Timeout(180)
@ExtendWith(OutputCaptureExtension.class)
class DatabaseTlsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String TLS_ONLY =
            "local all all trust\nhostssl all all 127.0.0.1/32 trust\nhostssl all all ::1/128 trust\n";

    private static final String TLS_OF_OTHERS = "select string_agg(distinct ssl::text, ',') from pg_stat_activity"
            + " join pg_stat_ssl using (pid) where client_port > 0 and pid <> pg_backend_pid()";

    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create();

    @TempDir
    static Path folder;

    private static EmbeddedPostgres server;
    private static Path trusted;
    private static Path other;

    @BeforeAll
    static void start() throws IOException, SQLException {
        trusted = AUTHORITY.write(folder.resolve("trusted.crt"));
        other = CertificateAuthority.create().write(folder.resolve("other.crt"));
        AUTHORITY.issueForServer("localhost").write(folder, "server");
        server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", folder.resolve("server.crt").toString())
                .setServerConfig("ssl_key_file", folder.resolve("server.key").toString())
                .start();
        Files.writeString(folder.resolve("data/pg_hba.conf"), TLS_ONLY);
        query("select pg_reload_conf()");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String r2dbcUrl(String host, String options) {
        return "r2dbc:postgresql://" + host + ":" + server.getPort() + "/postgres" + options;
    }

    private static String verifying(Path authority) {
        return "?sslMode=verify-full&sslRootCert=" + authority;
    }

    private static ConfigurableApplicationContext run(String url) {
        return SpringApplication.run(
                OperationsGateway.class,
                "--server.port=0",
                "--spring.r2dbc.url=" + url,
                "--spring.r2dbc.username=postgres");
    }

    @Test
    void theGatewayConnectsToAServerOfATrustedAuthority() {
        try (ConfigurableApplicationContext gateway = run(r2dbcUrl("localhost", verifying(trusted)))) {
            assertThat(gateway.isRunning()).isTrue();
            // The connection for signals is established after the start.
            await().atMost(TIMEOUT)
                    .untilAsserted(() -> assertThat(query(TLS_OF_OTHERS)).isEqualTo("true"));
        }
    }

    @Test
    void anotherAuthorityIsNotTrusted(CapturedOutput output) {
        String url = r2dbcUrl("localhost", verifying(other));

        assertThatThrownBy(() -> run(url)).isInstanceOf(Exception.class);

        assertThat(description(output))
                .startsWith("The certificate of the database at localhost:" + server.getPort() + " is not valid for it"
                        + " (")
                .endsWith("): correct sslRootCert or the host in spring.r2dbc.url.");
        assertR2dbcRejects(url);
    }

    @Test
    void theAuthoritiesOfJavaAreTrustedByDefault(CapturedOutput output) {
        String url = r2dbcUrl("localhost", "?sslMode=verify-full");

        assertThatThrownBy(() -> run(url)).isInstanceOf(Exception.class);

        assertThat(description(output)).contains(" is not valid for it (").contains("unable to find valid");
        assertR2dbcRejects(url);
    }

    @Test
    void aCertificateForAnotherNameIsRejected(CapturedOutput output) throws SQLException {
        AUTHORITY.issueForServer("db.example.com").write(folder, "server");
        query("select pg_reload_conf()");
        try {
            String url = r2dbcUrl("localhost", verifying(trusted));

            assertThatThrownBy(() -> run(url)).isInstanceOf(Exception.class);

            assertThat(description(output))
                    .startsWith("The certificate of the database at localhost:" + server.getPort()
                            + " is not valid for it (")
                    .contains("localhost");
            assertR2dbcRejects(url);
        } finally {
            AUTHORITY.issueForServer("localhost").write(folder, "server");
            query("select pg_reload_conf()");
        }
    }

    @Test
    void aMissingFileIsNamed(CapturedOutput output) {
        Path missing = folder.resolve("missing.crt");

        assertThatThrownBy(() -> run(r2dbcUrl("localhost", verifying(missing)))).isInstanceOf(Exception.class);

        assertThat(description(output))
                .startsWith("A file for TLS to the database at localhost:" + server.getPort() + " cannot be read (")
                .contains(missing.toString());
    }

    /** The migrations connect first, by JDBC; the driver of the requests verifies the same. */
    private static void assertR2dbcRejects(String url) {
        StepVerifier.create(Mono.from(ConnectionFactories.get(url.replace("//", "//postgres@"))
                        .create()))
                .expectError(R2dbcException.class)
                .verify(TIMEOUT);
    }

    /** Returns the first line of the description of the failure, after a check that the output has no stack trace. */
    private static String description(CharSequence output) {
        String text = output.toString();
        assertThat(text).doesNotContain("\tat ").doesNotContain("Caused by");
        return Arrays.stream(text.substring(text.lastIndexOf("Description:") + "Description:".length())
                        .strip()
                        .split("\n"))
                .findFirst()
                .orElse("");
    }
}
