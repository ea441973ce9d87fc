package org.operationsgateway.gateway.embedded;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.operationsgateway.gateway.database.DatabaseFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server on the data of one folder, which listens on 127.0.0.1 only and requires the password of the
 * folder.
 *
 * <p>The server runs in a separate session: Ctrl-C in the terminal signals the gateway only, which stops the server
 * last. Commits are durable, as by default in PostgreSQL. The launcher of the library would turn off {@code fsync}.
 */
final class EmbeddedServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);

    private static final String ADDRESS = "127.0.0.1";

    private static final int MAX_PORT_ATTEMPTS = 3;

    private final DataFolder folder;

    private final FolderLock lock;

    private final ServerBinaries binaries;

    private final String password;

    private final int port;

    private EmbeddedServer(DataFolder folder, FolderLock lock) throws IOException {
        this.folder = folder;
        this.lock = lock;
        this.binaries = ServerArchive.unpack(folder);
        Cluster cluster = new Cluster(folder, binaries);
        new OrphanedServer(folder, binaries).stop();
        Files.deleteIfExists(folder.log());
        cluster.prepare();
        this.password = cluster.password();
        this.port = launch();
        LOG.info(
                "Embedded PostgreSQL {} keeps its data in {} and listens on {}:{}",
                binaries.version(),
                folder.root(),
                ADDRESS,
                port);
    }

    /**
     * Starts the server on the data of a folder, or on a new database if there is none.
     *
     * @throws DatabaseFailure if another gateway uses the folder, another major version wrote the data, or the server
     *     does not start
     */
    static EmbeddedServer start(Path path) {
        requireUserNamespaces();
        DataFolder folder = DataFolder.prepare(path);
        FolderLock lock = FolderLock.acquire(folder);
        boolean started = false;
        try {
            EmbeddedServer server = new EmbeddedServer(folder, lock);
            started = true;
            return server;
        } catch (IOException failure) {
            throw folder.notWritable(failure);
        } finally {
            if (!started) {
                lock.release();
            }
        }
    }

    int port() {
        return port;
    }

    /**
     * Returns the options of a connection.
     *
     * @param driverOptions additional options of the driver, by name
     */
    ConnectionFactoryOptions options(Map<String, String> driverOptions) {
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, "postgresql")
                .option(ConnectionFactoryOptions.HOST, ADDRESS)
                .option(ConnectionFactoryOptions.PORT, port)
                .option(ConnectionFactoryOptions.USER, Cluster.USER)
                .option(ConnectionFactoryOptions.PASSWORD, password)
                .option(ConnectionFactoryOptions.DATABASE, "postgres");
        driverOptions.forEach((name, value) -> options.option(Option.valueOf(name), value));
        return options.build();
    }

    /** Stops the server, which closes open connections, and releases the folder. */
    @Override
    public void close() {
        try {
            if (pgCtl("-m", "fast", "-w", "stop") != 0) {
                LOG.warn("Failed to stop the embedded PostgreSQL: see {}", folder.log());
            }
        } catch (IOException failure) {
            LOG.warn("Failed to stop the embedded PostgreSQL", failure);
        } finally {
            lock.release();
        }
    }

    private int launch() throws IOException {
        for (int attempt = 1; ; attempt++) {
            int candidate = freePort();
            String settings = "-p " + candidate + " -c listen_addresses=" + ADDRESS + " -c unix_socket_directories=";
            if (pgCtl("-l", folder.log().toString(), "-o", settings, "-w", "start") == 0) {
                return candidate;
            }
            if (attempt == MAX_PORT_ATTEMPTS || !ServerLog.reportsPortInUse(folder)) {
                throw ServerLog.failure("start", folder);
            }
        }
    }

    private int pgCtl(String... arguments) throws IOException {
        String[] command = new String[arguments.length + 4];
        System.arraycopy(new String[] {"-D", folder.cluster().toString(), "-t", "60"}, 0, command, 0, 4);
        System.arraycopy(arguments, 0, command, 4, arguments.length);
        return binaries.run(folder.log(), "pg_ctl", command);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void requireUserNamespaces() {
        boolean linux = System.getProperty("os.name").startsWith("Linux");
        if (linux && "root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable()) {
            throw new DatabaseFailure("The embedded database does not run as root, because this machine has no user"
                    + " namespaces: start the gateway as another user, or set spring.r2dbc.url to a database.");
        }
    }
}
