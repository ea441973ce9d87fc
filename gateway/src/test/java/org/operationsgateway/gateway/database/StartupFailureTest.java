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
import org.operationsgateway.gateway.OperationsGateway;
import org.operationsgateway.gateway.embedded.PostgresForTests;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a gateway says when it cannot start, provoked with a real server. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class StartupFailureTest {

    private static final String SECRET = "tell-nobody";

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

        assertThat(sentence(output))
                .isEqualTo("The database at 127.0.0.1:" + port + " cannot be reached (Connection"
                        + " refused): start it, or correct the host and the port in spring.r2dbc.url.");
    }

    @Test
    void anUnknownHostIsNamed(CapturedOutput output) {
        failsToStart("--spring.r2dbc.url=r2dbc:postgresql://nowhere.invalid/a", "--spring.r2dbc.username=ann");

        assertThat(sentence(output))
                .startsWith(
                        "The database at nowhere.invalid:5432 cannot be reached (unknown host" + " nowhere.invalid): ");
    }

    @Test
    void aServerThatStaysSilentIsGivenUp(CapturedOutput output) throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String jdbc = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/a";

            failsToStart(
                    "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1/a",
                    "--spring.flyway.url=" + jdbc + "?loginTimeout=1",
                    "--spring.flyway.user=ann");

            assertThat(sentence(output))
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

        assertThat(sentence(output))
                .startsWith("The database at 127.0.0.1:" + port + ",localhost:" + port + " cannot be reached (");
    }

    @Test
    void aWrongPasswordIsNotRepeated(CapturedOutput output) {
        failsToStart(url("postgres"), "--spring.r2dbc.username=gateway", "--spring.r2dbc.password=" + SECRET);

        assertThat(sentence(output))
                .isEqualTo("The database at 127.0.0.1:" + postgres.port() + " rejects user 'gateway'"
                        + " (password authentication failed for user \"gateway\"): correct spring.r2dbc.username and"
                        + " spring.r2dbc.password.");
    }

    @Test
    void anUnknownUserIsNamed(CapturedOutput output) {
        failsToStart(url("postgres"), "--spring.r2dbc.username=ann", "--spring.r2dbc.password=" + SECRET);

        assertThat(sentence(output)).contains(" rejects user 'ann' (");
    }

    @Test
    void aMissingPasswordIsAskedFor(CapturedOutput output) {
        failsToStart(url("postgres"), "--spring.r2dbc.username=gateway");

        assertThat(sentence(output))
                .isEqualTo("The database at 127.0.0.1:" + postgres.port()
                        + " asks user 'gateway' for a password: set spring.r2dbc.password.");
    }

    @Test
    void aMissingUserIsAskedFor(CapturedOutput output) {
        failsToStart(url("postgres"));

        assertThat(sentence(output)).isEqualTo("No database user is configured: set spring.r2dbc.username.");
    }

    @Test
    void anUnknownDatabaseIsNamed(CapturedOutput output) {
        failsToStart(asOwner("missing"));

        assertThat(sentence(output))
                .isEqualTo("The server at 127.0.0.1:" + postgres.port() + " has no database"
                        + " 'missing': create it, or correct the database in spring.r2dbc.url.");
    }

    @Test
    void aServerThatIsTooOldIsRefused(CapturedOutput output) throws Exception {
        try (OutdatedServer old = new OutdatedServer()) {
            failsToStart(
                    "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:" + old.port() + "/a",
                    "--spring.r2dbc.username=ann");

            assertThat(sentence(output))
                    .isEqualTo("The database at 127.0.0.1:" + old.port() + " is PostgreSQL 14.9, but"
                            + " the gateway needs PostgreSQL 15 or newer: upgrade the server or set spring.r2dbc.url to another"
                            + " one.");
        }
    }

    @Test
    void tablesOfAnotherApplicationAreLeftAlone(CapturedOutput output) throws Exception {
        postgres.sql("postgres", "create database shop");
        postgres.sql("shop", "create table cart (id int)");

        failsToStart(asOwner("shop"));

        assertThat(sentence(output))
                .isEqualTo("The database 'shop' at 127.0.0.1:" + postgres.port() + " already holds"
                        + " tables that are not the gateway's: give the gateway a database of its own and set spring.r2dbc.url"
                        + " to it.");
    }

    @Test
    void theMigrationsOfAnotherApplicationAreLeftAlone(CapturedOutput output) throws Exception {
        postgres.sql("postgres", "create database migrated");
        SpringApplication.run(
                        OperationsGateway.class,
                        with(asOwner("migrated"), migration("theirs", "create table a (id int)")))
                .close();

        failsToStart(with(asOwner("migrated"), migration("ours", "create table b (id int)")));

        assertThat(sentence(output))
                .startsWith("The migrations recorded in the database 'migrated' at 127.0.0.1:" + postgres.port()
                        + " are not those of this gateway: ");
    }

    @Test
    void aFailedMigrationIsExplained(CapturedOutput output) throws Exception {
        postgres.sql("postgres", "create database half");

        failsToStart(with(asOwner("half"), migration("broken", "create table a (id missing_type)")));

        assertThat(sentence(output))
                .isEqualTo("Migrating the database 'half' at 127.0.0.1:" + postgres.port()
                        + " failed (type \"missing_type\" does not exist): nothing of the failed migration is kept, so correct"
                        + " that and start again.");
    }

    @Test
    void aUserWithoutRightsIsNamed(CapturedOutput output) throws Exception {
        postgres.sql("postgres", "create role reader login password '" + SECRET + "'", "create database strict");

        failsToStart(url("strict"), "--spring.r2dbc.username=reader", "--spring.r2dbc.password=" + SECRET);

        assertThat(sentence(output))
                .isEqualTo("User 'reader' may not migrate the database 'strict' at 127.0.0.1:"
                        + postgres.port()
                        + " (permission denied for schema public): make it the owner of the database, or set"
                        + " spring.flyway.user and spring.flyway.password.");
    }

    @Test
    void aMalformedUrlIsNotRepeated(CapturedOutput output) {
        failsToStart("--spring.r2dbc.url=postgresql://ann:" + SECRET + "@db/a");

        assertThat(sentence(output)).startsWith("spring.r2dbc.url is malformed: write it as ");
    }

    @Test
    void anInvalidOptionOfTheUrlIsNamed(CapturedOutput output) {
        failsToStart(url("postgres") + "?sslMode=sometimes", "--spring.r2dbc.username=gateway");

        assertThat(sentence(output))
                .startsWith("An option of the database connection is invalid: Invalid ssl mode value: sometimes.");
    }

    @Test
    void anOccupiedHttpPortIsNamed(CapturedOutput output) throws Exception {
        postgres.sql("postgres", "create database occupied");
        try (ServerSocket occupied = new ServerSocket(0)) {
            failsToStart(with(asOwner("occupied"), "--server.port=" + occupied.getLocalPort()));

            assertThat(sentence(output))
                    .isEqualTo("Web server failed to start. Port " + occupied.getLocalPort() + " was already in use.");
        }
    }

    @Test
    void aDeployedJarWithoutADatabaseSaysWhatToSet() throws Exception {
        Process gateway = gatewayWithoutTheEmbeddedLibrary();
        String output = new String(gateway.getInputStream().readAllBytes(), UTF_8);

        assertThat(gateway.waitFor()).isEqualTo(1);
        assertThat(sentence(output))
                .isEqualTo(
                        "No database is configured: set spring.r2dbc.url to"
                                + " r2dbc:postgresql://host:port/database, and spring.r2dbc.username and spring.r2dbc.password.");
    }

    private static void failsToStart(String... arguments) {
        assertThatThrownBy(() -> SpringApplication.run(OperationsGateway.class, arguments));
    }

    /** Returns what the report says, after checking that the output has neither a stack trace nor the password. */
    private static String sentence(CharSequence output) {
        String said = output.toString();
        assertThat(said).doesNotContain(SECRET).doesNotContain("\tat ").doesNotContain("Caused by");
        return said.substring(said.lastIndexOf("Description:") + "Description:".length())
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

    private static String[] with(String[] arguments, String further) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.removeIf(argument -> argument.startsWith("--server.port") && further.startsWith("--server.port"));
        all.add(further);
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

    private static Process gatewayWithoutTheEmbeddedLibrary() throws IOException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("zonky"))
                .collect(joining(File.pathSeparator));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        OperationsGateway.class.getName())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
    }
}
