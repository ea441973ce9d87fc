package org.operationsgateway.gateway.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * The PostgreSQL server of all tests that run in this JVM: the one that the environment variable
 * {@code TEST_DATABASE_URL} names, such as {@code postgresql://user:password@localhost:5432/postgres}, whose user may
 * create databases; else one that is started for them and goes with the JVM.
 */
record PostgresServer(String host, int port, String user, String password, String database) {

    private static final class Lazily {
        private static final PostgresServer SERVER = find();
    }

    static PostgresServer get() {
        return Lazily.SERVER;
    }

    private static PostgresServer find() {
        String url = System.getenv("TEST_DATABASE_URL");
        return url == null || url.isEmpty() ? start() : at(URI.create(url));
    }

    private static PostgresServer at(URI url) {
        String[] login = url.getUserInfo().split(":", 2);
        int port = url.getPort() < 0 ? 5432 : url.getPort();
        return new PostgresServer(
                url.getHost(), port, login[0], login[1], url.getPath().substring(1));
    }

    @SuppressWarnings("resource") // It ends with the JVM.
    private static PostgresServer start() {
        try {
            EmbeddedPostgres started = EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            return new PostgresServer("127.0.0.1", started.getPort(), "postgres", "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address(String name) {
        return "postgresql://" + host + ":" + port + "/" + name;
    }

    /** Runs one statement, with the server's own database as the current one. */
    void run(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:" + address(database), user, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
