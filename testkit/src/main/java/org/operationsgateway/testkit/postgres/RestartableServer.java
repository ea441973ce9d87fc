package org.operationsgateway.testkit.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A local PostgreSQL server that can be killed, and started again on the same data directory and port. It can have a
 * standby, and be restored from a backup.
 *
 * <p>Unlike other servers for tests, it flushes its log to disk before it acknowledges a commit. Used by one thread,
 * apart from {@link #close()}.
 */
public final class RestartableServer implements AutoCloseable {

    private static final String DATA = "data";
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final int MAX_CONNECTIONS = 200;

    private final Path dataDirectory;
    private final Path log;
    private final int port;
    private volatile @Nullable EmbeddedPostgres running;
    private List<ProcessHandle> killed = List.of();

    private RestartableServer(Path folder, int port) {
        this.dataDirectory = folder.resolve(DATA);
        this.log = folder.resolve("postgres.log");
        this.port = port;
    }

    /** Creates a data directory in a folder, and starts a server on it. */
    public static RestartableServer create(Path folder, int port) throws IOException {
        RestartableServer server = new RestartableServer(folder, port);
        server.start();
        return server;
    }

    /** Starts the server. After a kill, waits first until the processes of the killed server have exited. */
    public void start() throws IOException {
        stop();
        killed.forEach(process -> process.onExit().join());
        running = EmbeddedPostgres.builder()
                .setDataDirectory(dataDirectory)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", Integer.toString(MAX_CONNECTIONS))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setPGStartupWait(START_TIMEOUT)
                .start();
    }

    /** Copies the data directory into another folder. The server must be stopped. */
    public void backUp(Path folder) throws IOException {
        copy(dataDirectory, folder.resolve(DATA));
    }

    /** Replaces the data directory by that of a backup. The server must be stopped. */
    public void restore(Path folder) throws IOException {
        delete(dataDirectory);
        copy(folder.resolve(DATA), dataDirectory);
    }

    /**
     * Returns a standby that starts from a copy of the data directory of this server, which must be stopped now and
     * running when the standby is to receive its changes. The standby is not started yet.
     */
    public RestartableServer standby(Path folder, int standbyPort) throws IOException {
        backUp(folder);
        RestartableServer standby = new RestartableServer(folder, standbyPort);
        Files.createFile(standby.dataDirectory.resolve("standby.signal"));
        Files.writeString(
                standby.dataDirectory.resolve("postgresql.auto.conf"),
                "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres'\n",
                StandardOpenOption.APPEND);
        return standby;
    }

    /** Promotes a running standby, and waits until it accepts changes. */
    public void promote() {
        address().defaultDatabase().run("select pg_promote()");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Kills the postmaster with SIGKILL. Its child processes notice that and exit. */
    public void kill() throws IOException, InterruptedException {
        String pid = Files.readAllLines(dataDirectory.resolve("postmaster.pid"))
                .getFirst()
                .strip();
        ProcessHandle postmaster =
                ProcessHandle.of(Long.parseLong(pid)).orElseThrow(() -> new IOException("No process " + pid));
        // A stopped process starts no further child processes.
        new ProcessBuilder("kill", "-STOP", pid).start().waitFor();
        killed = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        postmaster.onExit().join();
    }

    /** Returns the address of the server, which stays the same. */
    public PostgresServer address() {
        return new PostgresServer("127.0.0.1", port, "postgres", "postgres");
    }

    /** Stops the server, which can be started again. Idempotent. */
    public void stop() throws IOException {
        EmbeddedPostgres stopping = running;
        if (stopping != null) {
            stopping.close();
        }
    }

    /** Stops the server. Idempotent. */
    @Override
    public void close() throws IOException {
        stop();
    }
}
