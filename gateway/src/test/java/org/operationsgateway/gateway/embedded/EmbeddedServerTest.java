package org.operationsgateway.gateway.embedded;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.operationsgateway.gateway.database.DatabaseFailure;

/** The embedded server and its data folder, on a real file system. */
@Timeout(120)
class EmbeddedServerTest {

    @TempDir
    static Path unpackedFolder;

    @TempDir
    Path parent;

    private Path folder = Path.of("set before each test");

    @BeforeAll
    static void unpackBinaries() {
        EmbeddedServer.start(unpackedFolder).close();
    }

    @BeforeEach
    void createFolder() throws IOException {
        folder = parent.resolve("data/postgres");
        createFolder(folder);
    }

    @Test
    void dataSurvivesARestart() throws Exception {
        try (PostgresForTests before = PostgresForTests.start(folder)) {
            before.sql("postgres", "create table kept (word text)", "insert into kept values ('committed')");
        }
        try (PostgresForTests after = PostgresForTests.start(folder)) {
            assertThat(after.sql("postgres", "select word from kept")).isEqualTo("committed");
        }
    }

    @Test
    void theDatabaseIsDurableUtf8AndChecksummed() throws Exception {
        try (PostgresForTests postgres = PostgresForTests.start(folder)) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertThat(postgres.sql("postgres", "show " + setting))
                        .as(setting)
                        .isEqualTo("on");
            }
            assertThat(postgres.sql("postgres", "show server_encoding")).isEqualTo("UTF8");
            assertThat(postgres.sql("postgres", "select datcollate from pg_database where datname = 'postgres'"))
                    .isEqualTo("C");
        }
    }

    @Test
    void aKilledGatewaysServerIsStoppedAndItsDataKept() throws Exception {
        Process gateway = startOrphaningGateway();
        long orphan = postmaster();
        gateway.destroyForcibly().waitFor();
        assertThat(ProcessHandle.of(orphan))
                .as("the server outlives the killed gateway")
                .isPresent();

        try (PostgresForTests restarted = PostgresForTests.start(folder)) {
            assertThat(ProcessHandle.of(orphan)
                            .flatMap(process -> process.info().command()))
                    .as("the command of the process, which a zombie process does not have")
                    .isEmpty();
            assertThat(restarted.sql("postgres", "select word from kept")).isEqualTo("committed");
        }
    }

    @Test
    void aSecondGatewayCannotUseTheFolder() throws Exception {
        Process gateway = startOrphaningGateway();
        try {
            assertThatExceptionOfType(DatabaseFailure.class)
                    .isThrownBy(() -> EmbeddedServer.start(folder))
                    .withMessageStartingWith("Another gateway uses the embedded database in " + folder.toRealPath());
            assertThat(ProcessHandle.of(postmaster())).isPresent();
        } finally {
            gateway.destroyForcibly().waitFor();
            EmbeddedServer.start(folder).close();
        }
    }

    @Test
    void aSecondGatewayInTheSameProcessCannotUseTheFolder() {
        try (EmbeddedServer first = EmbeddedServer.start(folder)) {
            assertThat(first.port()).isPositive();
            assertThatExceptionOfType(DatabaseFailure.class)
                    .isThrownBy(() -> EmbeddedServer.start(folder))
                    .withMessageStartingWith("Another gateway uses the embedded database in ");
        }
    }

    @Test
    void theServerListensOnTheLoopbackAddressOnly() throws Exception {
        try (PostgresForTests postgres = PostgresForTests.start(folder)) {
            assertThat(postgres.sql("postgres", "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(postgres.sql("postgres", "show unix_socket_directories")).isEmpty();
            for (InetAddress address : otherAddresses()) {
                assertThatExceptionOfType(ConnectException.class)
                        .as("%s", address)
                        .isThrownBy(() -> new Socket(address, postgres.port()).close());
            }
        }
    }

    @Test
    void aConnectionNeedsThePasswordOfTheFolder() throws Exception {
        try (PostgresForTests postgres = PostgresForTests.start(folder)) {
            String url = "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/postgres";
            assertThatExceptionOfType(java.sql.SQLException.class)
                    .isThrownBy(() -> java.sql.DriverManager.getConnection(url, postgres.user(), "guess"))
                    .withMessageContaining("password authentication failed");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theServerRunsInASessionThatCtrlCDoesNotReach() throws Exception {
        try (PostgresForTests postgres = PostgresForTests.start(folder)) {
            assertThat(postgres.port()).isPositive();
            String[] fields =
                    Files.readString(Path.of("/proc/" + postmaster() + "/stat")).split(" ", -1);
            assertThat(fields[4]).as("process group").isEqualTo(fields[0]);
            assertThat(fields[5]).as("session").isEqualTo(fields[0]);
        }
    }

    @Test
    void theProcessIdOfADeadServerIsIgnored() throws Exception {
        writePidFile(deadProcess());
        EmbeddedServer.start(folder).close();
    }

    @Test
    void theProcessIdOfAServerBeforeARebootMayBelongToAnotherProcess() throws Exception {
        writePidFile(ProcessHandle.current().pid());
        EmbeddedServer.start(folder).close();
        assertThat(ProcessHandle.current().isAlive()).isTrue();
    }

    @Test
    void theServerOfAnotherFolderWithThatProcessIdKeepsRunning() throws Exception {
        Path otherFolder = parent.resolve("other");
        createFolder(otherFolder);
        try (PostgresForTests other = PostgresForTests.start(otherFolder)) {
            long pid = pidIn(otherFolder);
            writePidFile(pid);
            assertThatExceptionOfType(DatabaseFailure.class)
                    .isThrownBy(() -> EmbeddedServer.start(folder))
                    .withMessageContaining("did not start (")
                    .withMessageContaining("lock file \"postmaster.pid\" already exists");
            assertThat(other.sql("postgres", "select 'alive'")).isEqualTo("alive");
        }
    }

    @Test
    void anInterruptedInitialisationIsRepeated() throws Exception {
        EmbeddedServer.start(folder).close();
        Files.move(folder.resolve("cluster"), folder.resolve("cluster-partial"));
        Files.delete(folder.resolve("cluster-partial/global/pg_control"));

        EmbeddedServer.start(folder).close();

        assertThat(folder.resolve("cluster-partial")).doesNotExist();
    }

    @Test
    void dataOfAnotherMajorVersionIsRejected() throws Exception {
        EmbeddedServer.start(folder).close();
        Files.writeString(folder.resolve("cluster/PG_VERSION"), "17\n");

        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> EmbeddedServer.start(folder))
                .withMessageMatching("The data in .* was written by PostgreSQL 17, but this gateway brings PostgreSQL"
                        + " 18\\.\\d+: start the gateway that wrote it, or set gateway.embedded.data-directory to a new"
                        + " folder\\.");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.createFile(parent.resolve("file"));

        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> EmbeddedServer.start(file.resolve("postgres")))
                .withMessageStartingWith("The folder " + file.resolve("postgres")
                        + " of the embedded database cannot be" + " written (");
    }

    @Test
    void aFolderWithForeignContentIsRejected() throws Exception {
        Path foreign = Files.createDirectory(parent.resolve("documents"));
        Files.writeString(foreign.resolve("thesis.txt"), "the only copy");

        assertThatExceptionOfType(DatabaseFailure.class)
                .isThrownBy(() -> EmbeddedServer.start(foreign))
                .withMessageContaining("is not empty and was not made by the gateway");
        assertThat(foreign).isDirectoryContaining("glob:**thesis.txt").isDirectoryNotContaining("glob:**gateway.lock");
    }

    /** Creates a folder with unpacked binaries, because unpacking dominates the duration of a test. */
    private void createFolder(Path path) throws IOException {
        Files.createDirectories(path);
        Files.createFile(path.resolve("gateway.lock"));
        try (var content = Files.list(unpackedFolder)) {
            for (Path binaries : content.filter(
                            file -> file.getFileName().toString().startsWith("binaries-"))
                    .toList()) {
                Files.createSymbolicLink(path.resolve(binaries.getFileName()), binaries);
            }
        }
    }

    private Process startOrphaningGateway() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OrphaningGateway.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader();
        assertThat(output.lines().anyMatch("committed"::equals)).isTrue();
        return process;
    }

    private long postmaster() throws IOException {
        return pidIn(folder);
    }

    private static long pidIn(Path folder) throws IOException {
        return Long.parseLong(
                Files.readAllLines(folder.resolve("cluster/postmaster.pid")).getFirst());
    }

    /** Writes a real {@code postmaster.pid} with another process id, as after a crash. */
    private void writePidFile(long pid) throws IOException {
        Path copy = parent.resolve("postmaster.pid");
        try (PostgresForTests postgres = PostgresForTests.start(folder)) {
            assertThat(postgres.port()).isPositive();
            Files.copy(folder.resolve("cluster/postmaster.pid"), copy, REPLACE_EXISTING);
        }
        List<String> lines = Files.readAllLines(copy);
        lines.set(0, Long.toString(pid));
        Files.write(folder.resolve("cluster/postmaster.pid"), lines);
    }

    private static long deadProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.pid();
    }

    private static List<InetAddress> otherAddresses() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.getHostAddress().equals("127.0.0.1"))
                .toList();
    }
}
