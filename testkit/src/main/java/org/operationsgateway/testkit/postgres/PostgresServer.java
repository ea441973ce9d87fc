package org.operationsgateway.testkit.postgres;

import static java.lang.ProcessBuilder.Redirect.DISCARD;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The address and the login of a PostgreSQL server. Immutable.
 *
 * @param user may create databases
 */
public record PostgresServer(String host, int port, String user, String password) {

    static final String DEFAULT_DATABASE = "postgres";

    private static final String URL_VARIABLE = "TEST_DATABASE_URL";
    private static final String LOCAL_LOGIN = "postgres";
    private static final int DEFAULT_PORT = 5432;

    /** Defers the start of the server until a test needs it. */
    private static final class Shared {
        private static final PostgresServer SERVER = findOrStart();
    }

    /**
     * Returns the server that all tests of this JVM share.
     *
     * <p>The system property or environment variable {@code TEST_DATABASE_URL} specifies an external server, such as
     * {@code postgresql://user:password@localhost:5432/postgres}. By default, a local server is started, and stopped
     * with the JVM.
     */
    public static PostgresServer shared() {
        return Shared.SERVER;
    }

    /** Returns the address of a local server that is already started. */
    public static PostgresServer of(EmbeddedPostgres server) {
        return new PostgresServer("localhost", server.getPort(), LOCAL_LOGIN, LOCAL_LOGIN);
    }

    private static PostgresServer findOrStart() {
        String url = System.getProperty(URL_VARIABLE, System.getenv(URL_VARIABLE));
        return isBlank(url) ? start() : of(URI.create(url.replaceFirst("^r2dbc:", "")));
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static PostgresServer of(URI url) {
        String[] login = url.getUserInfo().split(":", 2);
        return new PostgresServer(url.getHost(), url.getPort() < 0 ? DEFAULT_PORT : url.getPort(), login[0], login[1]);
    }

    @SuppressWarnings("resource") // A shutdown hook of the library stops it.
    private static PostgresServer start() {
        try {
            return of(EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_commit", "on")
                    .setOutputRedirector(DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the same server behind another port of this machine, such as that of a proxy. */
    public PostgresServer behind(int proxyPort) {
        return new PostgresServer("127.0.0.1", proxyPort, user, password);
    }

    /** Creates an empty database. */
    public TestDatabase createDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        defaultDatabase().run("create database " + name + " encoding 'UTF8' template template0");
        return new TestDatabase(this, name);
    }

    /** Returns the database {@code postgres}, which each server has. */
    public TestDatabase defaultDatabase() {
        return new TestDatabase(this, DEFAULT_DATABASE);
    }

    String address(String database) {
        return "postgresql://" + host + ":" + port + "/" + database;
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:" + address(database), user, password);
    }
}
