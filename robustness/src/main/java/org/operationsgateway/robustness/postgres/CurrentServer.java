package org.operationsgateway.robustness.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;
import org.operationsgateway.testkit.port.FreePort;
import org.operationsgateway.testkit.postgres.PostgresServer;
import org.operationsgateway.testkit.postgres.RestartableServer;

/**
 * The database server of a run, which a copy of an earlier moment, or a standby, may replace. Used by one thread, apart
 * from {@link #address()} and {@link #close()}.
 */
public final class CurrentServer implements AutoCloseable {

    private final Path folder;
    private volatile Server current;
    private int count;

    /** A server and the folder of its data directory. */
    public record Server(RestartableServer process, Path folder) {

        private Path data() {
            return folder.resolve("data");
        }
    }

    private CurrentServer(Path folder) throws IOException {
        this.folder = folder;
        this.current = start(nextFolder());
    }

    /** Creates the data directory of the first server in a folder, and starts the server. */
    public static CurrentServer create(Path folder) throws IOException {
        return new CurrentServer(folder);
    }

    private Path nextFolder() throws IOException {
        return Files.createDirectory(folder.resolve("server-" + count++));
    }

    private static Server start(Path folder) throws IOException {
        return new Server(RestartableServer.create(folder, FreePort.find()), folder);
    }

    /** Returns the present server. */
    public Server current() {
        return current;
    }

    /** Returns the address of the present server. */
    public PostgresServer address() {
        return current.process().address();
    }

    /** Kills the present server with SIGKILL. */
    public void kill() throws IOException, InterruptedException {
        current.process().kill();
    }

    /** Starts the present server again. */
    public void start() throws IOException {
        current.process().start();
    }

    /** Copies the data directory of the present server, and returns the folder of the copy. */
    public Path copy() throws IOException, SQLException {
        Path copy = nextFolder();
        ServerCopy.create(address(), current.data(), copy.resolve("data"));
        return copy;
    }

    /** Starts a standby on a new copy. It streams from the present server by way of a port, such as that of a proxy. */
    public Server startStandby(int port) throws IOException, SQLException {
        Path copy = copy();
        ServerCopy.makeStandby(copy.resolve("data"), port);
        return start(copy);
    }

    /** Replaces the present server, which has been killed, by a server on a copy. */
    public void startCopy(Path copy) throws IOException {
        current = start(copy);
    }

    /** Replaces the present server, which has been killed, by its standby, and waits until that accepts writes. */
    public void promote(Server standby) {
        standby.process().address().defaultDatabase().run("select pg_promote()");
        current = standby;
    }

    /** Deletes the data directory of a former server, which has been stopped. */
    public static void delete(Server former) throws IOException {
        try (Stream<Path> files = Files.walk(former.folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public void close() throws IOException {
        current.process().close();
    }
}
