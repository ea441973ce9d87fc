package org.operationsgateway.robustness.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A PostgreSQL server of our own, which can be killed and started again on the same data and port. */
public final class PostgresServer implements AutoCloseable {

    public static final String USER = "gateway";
    public static final String DATABASE = "postgres";

    private static final int ATTEMPTS = 20;

    private final ServerPrograms programs;
    private final Path data;
    private final Path log;
    private final int port;

    private PostgresServer(ServerPrograms programs, Path folder, int port) {
        this.programs = programs;
        this.data = folder.resolve("data");
        this.log = folder.resolve("postgres.log");
        this.port = port;
    }

    /** Makes a new database in a folder, and starts it. */
    public static PostgresServer create(Path folder, int port) throws IOException {
        PostgresServer server = new PostgresServer(ServerPrograms.unpack(folder.resolve("programs")), folder, port);
        server.require("initdb", "-D", server.data.toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C");
        server.start();
        return server;
    }

    /** Starts the server on its data; after a kill, once the processes that it left behind are gone. */
    public void start() throws IOException {
        String options =
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c max_connections=200";
        for (int attempt = 1; ; attempt++) {
            if (control("-l", log.toString(), "-o", options, "-w", "start") == 0) {
                return;
            }
            if (attempt == ATTEMPTS) {
                throw new IOException("PostgreSQL does not start: see " + log);
            }
        }
    }

    /** Kills the postmaster with SIGKILL; its children notice, and go. */
    public void kill() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(data.resolve("postmaster.pid"))) {
            control("-m", "immediate", "-w", "stop");
        }
    }

    public int port() {
        return port;
    }

    /** A connection straight to the server, past every proxy. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE, USER, "");
    }

    private int control(String... arguments) throws IOException {
        String[] all = new String[arguments.length + 4];
        System.arraycopy(new String[] {"-D", data.toString(), "-t", "60"}, 0, all, 0, 4);
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return programs.run(log, "pg_ctl", all);
    }

    private void require(String program, String... arguments) throws IOException {
        if (programs.run(log, program, arguments) != 0) {
            throw new IOException(program + " failed: see " + log);
        }
    }
}
