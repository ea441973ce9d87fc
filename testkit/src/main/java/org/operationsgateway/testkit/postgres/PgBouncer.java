package org.operationsgateway.testkit.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.operationsgateway.testkit.port.FreePort;

/** A process of PgBouncer in transaction mode, in front of one database. Closing ends it. Thread-safe. */
public final class PgBouncer implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final Process process;
    private final Path log;
    private final TestDatabase database;

    private PgBouncer(Process process, Path log, TestDatabase database) {
        this.process = process;
        this.log = log;
        this.database = database;
    }

    /** Returns whether the program is installed. */
    public static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /**
     * Starts PgBouncer, and waits until it listens.
     *
     * @param folder for its files
     * @param settings the settings in its file besides those of the address and the login
     */
    public static PgBouncer start(TestDatabase database, Path folder, List<String> settings)
            throws IOException, InterruptedException {
        int port = FreePort.find();
        PostgresServer server = database.server();
        Path users = folder.resolve("users.txt");
        Files.writeString(users, "\"" + server.user() + "\" \"" + server.password() + "\"\n");
        Path configuration = folder.resolve("pgbouncer.ini");
        Files.writeString(
                configuration, """
                [databases]
                %s = host=127.0.0.1 port=%d
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = trust
                auth_file = %s
                %s
                """.formatted(database.name(), server.port(), port, users, String.join("\n", settings)));
        Path log = folder.resolve("pgbouncer.log");
        Process process = new ProcessBuilder(command(configuration))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        PgBouncer pooler = new PgBouncer(process, log, new TestDatabase(server.behind(port), database.name()));
        pooler.awaitListening(port);
        return pooler;
    }

    /** It refuses to run as root, so a namespace takes the user away. */
    private static List<String> command(Path configuration) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(PROGRAM.toString(), configuration.toString()));
        return command;
    }

    private void awaitListening(int port) throws IOException, InterruptedException {
        Awaitility.await("PgBouncer listens")
                .atMost(TIMEOUT)
                .pollInterval(POLL_INTERVAL)
                .pollInSameThread()
                .failFast(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("PgBouncer has ended:\n" + output());
                    }
                })
                .until(() -> listens(port));
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** Returns the database behind the pooler. */
    public TestDatabase database() {
        return database;
    }

    /** Returns the log of the pooler up to now. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
