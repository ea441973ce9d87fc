package org.operationsgateway.gateway.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.operationsgateway.gateway.OperationsGateway;
import org.operationsgateway.gateway.embedded.PostgresForTests;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The failure messages of a gateway that cannot start, with a real server. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureTest {

    private static final String SECRET = "never-logged";

    @TempDir
    static Path folder;

    private static PostgresForTests postgres;

    @BeforeAll
    static void start() {
        postgres = PostgresForTests.start(folder.resolve("postgres"));
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void anUnreachableServerIsNamed(CapturedOutput output) throws Exception {
        int port = closedPort();

        failsToStart("--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:" + port + "/a", "--spring.r2dbc.username=ann");

        assertThat(description(output))
                .isEqualTo("The database at 127.0.0.1:" + port + " cannot be reached (Connection"
                        + " refused): start it, or correct the host and the port in spring.r2dbc.url.");
    }

    @Test
    void anUnknownHostIsNamed(CapturedOutput output) {
        failsToStart("--spring.r2dbc.url=r2dbc:postgresql://nowhere.invalid/a", "--spring.r2dbc.username=ann");

        assertThat(description(output))
                .startsWith(
                        "The database at nowhere.invalid:5432 cannot be reached (unknown host" + " nowhere.invalid): ");
    }

    @Test
    void aServerThatDoesNotReplyTimesOut(CapturedOutput output) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String jdbc = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/a";

            failsToStart(
                    "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1/a",
                    "--spring.flyway.url=" + jdbc + "?loginTimeout=1",
                    "--spring.flyway.user=ann");

            assertThat(description(output))
                    .isEqualTo("The database at 127.0.0.1:" + silent.getLocalPort() + " cannot be"
                            + " reached (Connection attempt timed out.): start it, or correct the host and the port in"
                            + " spring.r2dbc.url.");
        }
    }

    @Test
    void everyHostOfAFailoverUrlIsNamed(CapturedOutput output) throws Exception {
        int port = closedPort();

        failsToStart(
                "--spring.r2dbc.url=r2dbc:postgresql:failover://127.0.0.1:" + port + ",localhost:" + port + "/a",
                "--spring.r2dbc.username=ann");

        assertThat(description(output))
                .startsWith("The database at 127.0.0.1:" + port + ",localhost:" + port + " cannot be reached (");
    }

    @Test
    void aWrongPasswordIsNotRepeated(CapturedOutput output) {
        failsToStart(url("postgres"), "--spring.r2dbc.username=gateway", "--spring.r2dbc.password=" + SECRET);

        assertThat(description(output))
                .isEqualTo("The database at 127.0.0.1:" + postgres.port() + " rejects user 'gateway'"
                        + " (password authentication failed for user \"gateway\"): correct spring.r2dbc.username and"
                        + " spring.r2dbc.password.");
    }

    @Test
    void anUnknownUserIsNamed(CapturedOutput output) {
        failsToStart(url("postgres"), "--spring.r2dbc.username=ann", "--spring.r2dbc.password=" + SECRET);

        assertThat(description(output)).contains(" rejects user 'ann' (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUIRE", "VERIFY_FULL"})
    void aServerWithoutTlsIsReportedAsSuch(String sslMode, CapturedOutput output) {
        failsToStart(
                url("postgres") + "?sslMode=" + sslMode,
                "--spring.r2dbc.username=gateway",
                "--spring.r2dbc.password=" + SECRET);

        assertThat(description(output))
                .startsWith("The database at 127.0.0.1:" + postgres.port() + " does not accept TLS connections (")
                .endsWith("): turn on ssl on the server, or correct sslMode in spring.r2dbc.url.");
    }

    @Test
    void aMissingPasswordIsReported(CapturedOutput output) {
        failsToStart(url("postgres"), "--spring.r2dbc.username=gateway");

        assertThat(description(output))
                .isEqualTo("The database at 127.0.0.1:" + postgres.port()
                        + " requires a password of user 'gateway': set spring.r2dbc.password.");
    }

    @Test
    void aMissingUserIsReported(CapturedOutput output) {
        failsToStart(url("postgres"));

        assertThat(description(output)).isEqualTo("No database user is configured: set spring.r2dbc.username.");
    }

    @Test
    void anUnknownDatabaseIsNamed(CapturedOutput output) {
        failsToStart(asOwner("missing"));

        assertThat(description(output))
                .isEqualTo("The server at 127.0.0.1:" + postgres.port() + " has no database"
                        + " 'missing': create it, or correct the database in spring.r2dbc.url.");
    }

    @Test
    void aServerThatIsTooOldIsRejected(CapturedOutput output) throws Exception {
        try (OutdatedServer old = new OutdatedServer()) {
            failsToStart(
                    "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:" + old.port() + "/a",
                    "--spring.r2dbc.username=ann");

            assertThat(description(output))
                    .isEqualTo("The database at 127.0.0.1:" + old.port() + " is PostgreSQL 14.9, but the gateway needs"
                            + " PostgreSQL 15 or newer: upgrade the server or set spring.r2dbc.url to another one.");
        }
    }

    @Test
    void tablesOfAnotherApplicationAreNotTouched(CapturedOutput output) throws Exception {
        postgres.sql("postgres", "create database shop");
        postgres.sql("shop", "create table cart (id int)");

        failsToStart(asOwner("shop"));

        assertThat(description(output))
                .isEqualTo("The database 'shop' at 127.0.0.1:" + postgres.port() + " already contains"
                        + " tables that are not the gateway's: create a database for the gateway and set"
                        + " spring.r2dbc.url to it.");
    }

    @Test
    void theMigrationsOfAnotherApplicationAreNotTouched(CapturedOutput output) throws Exception {
        postgres.sql("postgres", "create database migrated");
        SpringApplication.run(
                        OperationsGateway.class,
                        with(asOwner("migrated"), migration("first", "create table a (id int)")))
                .close();

        failsToStart(with(asOwner("migrated"), migration("second", "create table b (id int)")));

        assertThat(description(output))
                .startsWith("The migrations recorded in the database 'migrated' at 127.0.0.1:" + postgres.port()
                        + " are not those of this gateway: ");
    }

    @Test
    void aFailedMigrationIsExplained(CapturedOutput output) throws Exception {
        postgres.sql("postgres", "create database half");

        failsToStart(with(asOwner("half"), migration("broken", "create table a (id missing_type)")));

        assertThat(description(output))
                .isEqualTo("Migrating the database 'half' at 127.0.0.1:" + postgres.port()
                        + " failed (type \"missing_type\" does not exist): the failed migration was rolled back, so"
                        + " correct this and start again.");
    }

    @Test
    void anEarlierFailedMigrationIsNamedWithItsRow(CapturedOutput output) throws Exception {
        postgres.sql("postgres", "create database failed");
        SpringApplication.run(OperationsGateway.class, asOwner("failed")).close();
        postgres.sql("failed", "update flyway_schema_history set success = false where version = '11'");

        failsToStart(asOwner("failed"));

        assertThat(description(output))
                .startsWith("The database 'failed' at 127.0.0.1:" + postgres.port()
                        + " records that an earlier migration failed (")
                .endsWith("delete the row with success = false from its table flyway_schema_history, and start again.");
    }

    @Test
    void aReadOnlyDatabaseCannotBeMigrated(CapturedOutput output) throws Exception {
        postgres.sql(
                "postgres",
                "create database read_only",
                "alter database read_only set default_transaction_read_only = on");

        failsToStart(asOwner("read_only"));

        assertThat(description(output))
                .startsWith("The database 'read_only' at 127.0.0.1:" + postgres.port()
                        + " is read-only, so it cannot be migrated: promote it, connect to the primary (");
    }

    @Test
    void aFullDiskIsReported(CapturedOutput output) throws Exception {
        postgres.sql("postgres", "create database full_disk");
        // The error that PostgreSQL raises when it cannot extend a file.
        String full = "do $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$";

        failsToStart(with(asOwner("full_disk"), migration("full", full)));

        assertThat(description(output))
                .isEqualTo("The disk of the database at 127.0.0.1:" + postgres.port()
                        + " is full (could not extend file): free or add space, and start again.");
    }

    @Test
    void aValueOfASettingIsNamed(CapturedOutput output) {
        failsToStart(with(asOwner("postgres"), "--gateway.watch.heartbeat=0s"));

        assertThat(description(output))
                .isEqualTo("gateway.watch.heartbeat is 0s: set it to a longer time, such as 15s.");
    }

    @Test
    void aMissingCertificateFileIsNamed(CapturedOutput output) throws Exception {
        postgres.sql("postgres", "create database certificates");
        Path missing = folder.resolve("missing.crt");

        failsToStart(with(
                with(asOwner("certificates"), "--spring.ssl.bundle.pem.gateway.keystore.certificate=file:" + missing),
                "--server.ssl.bundle=gateway"));

        assertThat(description(output)).contains(missing.toString());
    }

    @Test
    void aUserWithoutRightsIsNamed(CapturedOutput output) throws Exception {
        postgres.sql("postgres", "create role reader login password '" + SECRET + "'", "create database strict");

        failsToStart(url("strict"), "--spring.r2dbc.username=reader", "--spring.r2dbc.password=" + SECRET);

        assertThat(description(output))
                .isEqualTo("User 'reader' may not migrate the database 'strict' at 127.0.0.1:"
                        + postgres.port()
                        + " (permission denied for schema public): make it the owner of the database, or set"
                        + " spring.flyway.user and spring.flyway.password.");
    }

    @Test
    void aMalformedUrlIsNotRepeated(CapturedOutput output) {
        failsToStart("--spring.r2dbc.url=postgresql://ann:" + SECRET + "@db/a");

        assertThat(description(output)).startsWith("spring.r2dbc.url is malformed: write it as ");
    }

    @Test
    void anInvalidOptionOfTheUrlIsNamed(CapturedOutput output) {
        failsToStart(url("postgres") + "?sslMode=sometimes", "--spring.r2dbc.username=gateway");

        assertThat(description(output))
                .startsWith("An option of the database connection is invalid: Invalid ssl mode value: sometimes.");
    }

    @Test
    void anOccupiedHttpPortIsNamed(CapturedOutput output) throws Exception {
        postgres.sql("postgres", "create database occupied");
        try (ServerSocket occupied = new ServerSocket(0)) {
            failsToStart(with(asOwner("occupied"), "--server.port=" + occupied.getLocalPort()));

            assertThat(description(output))
                    .isEqualTo("Web server failed to start. Port " + occupied.getLocalPort() + " was already in use.");
        }
    }

    @Test
    void aDeployedJarWithoutADatabaseNamesTheMissingSettings() throws Exception {
        Process gateway = gatewayWithoutTheEmbeddedLibrary();
        String output = new String(gateway.getInputStream().readAllBytes(), UTF_8);

        assertThat(gateway.waitFor()).isEqualTo(1);
        assertThat(description(output))
                .isEqualTo("No database is configured: set spring.r2dbc.url to r2dbc:postgresql://host:port/database,"
                        + " and spring.r2dbc.username and spring.r2dbc.password.");
    }

    @Test
    void aDeployedJarWithoutADatabaseForOtherMachinesNamesTheMissingCredentialFirst() throws Exception {
        Process gateway = gatewayWithoutTheEmbeddedLibrary("--server.address=0.0.0.0");
        String output = new String(gateway.getInputStream().readAllBytes(), UTF_8);

        assertThat(gateway.waitFor()).isEqualTo(1);
        assertThat(description(output))
                .isEqualTo("server.address is 0.0.0.0, so other machines could do everything: configure a kind of"
                        + " credential, such as gateway.security.api-keys, or set gateway.security.mode=open.");
    }

    private static void failsToStart(String... arguments) {
        assertThatThrownBy(() -> SpringApplication.run(OperationsGateway.class, arguments));
    }

    /** Returns the description of the failure, after a check that the output has no stack trace and no password. */
    private static String description(CharSequence output) {
        String text = output.toString();
        assertThat(text).doesNotContain(SECRET).doesNotContain("\tat ").doesNotContain("Caused by");
        return text.substring(text.lastIndexOf("Description:") + "Description:".length())
                .strip()
                .lines()
                .findFirst()
                .orElse("");
    }

    private static String url(String database) {
        return "--spring.r2dbc.url=" + postgres.url(database);
    }

    private static String[] asOwner(String database) {
        return new String[] {
            url(database),
            "--spring.r2dbc.username=" + postgres.user(),
            "--spring.r2dbc.password=" + postgres.password(),
            "--server.port=0"
        };
    }

    private static String[] with(String[] arguments, String additional) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.removeIf(argument -> argument.startsWith("--server.port") && additional.startsWith("--server.port"));
        all.add(additional);
        return all.toArray(String[]::new);
    }

    private static String migration(String name, String sql) throws IOException {
        Path location = Files.createDirectories(folder.resolve(name));
        Files.writeString(location.resolve("V1__" + name + ".sql"), sql);
        return "--spring.flyway.locations=filesystem:" + location;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Process gatewayWithoutTheEmbeddedLibrary(String... arguments) throws IOException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("zonky"))
                .collect(joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                OperationsGateway.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }
}
