package org.operationsgateway.testkit.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A local PostgreSQL server that can be killed, and started again on the same data directory and port.
 *
 * <p>Unlike other servers for tests, it flushes its log to disk before it acknowledges a commit. Used by one thread,
 * apart from {@link #close()}.
 */
public final class RestartableServer implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final int MAX_CONNECTIONS = 200;

    private final Path dataDirectory;
    private final Path log;
    private final int port;
    private volatile @Nullable EmbeddedPostgres running;
    private List<ProcessHandle> killed = List.of();

    private RestartableServer(Path folder, int port) {
        this.dataDirectory = folder.resolve("data");
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
        close();
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

    /** Stops the server. Idempotent. */
    @Override
    public void close() throws IOException {
        EmbeddedPostgres stopping = running;
        if (stopping != null) {
            stopping.close();
        }
    }
}
