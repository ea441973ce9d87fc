package org.operationsgateway.gateway.running;

import static java.lang.ProcessBuilder.Redirect.DISCARD;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * A real PostgreSQL server, on which a test may create databases.
 *
 * @param host where it is
 * @param port where it listens
 * @param user may create databases
 * @param password of the user
 */
public record PostgresServer(String host, int port, String user, String password) {

    /**
     * The server that the tests of one JVM share: the one that {@code TEST_DATABASE_URL} names, such as
     * {@code postgresql://user:password@localhost:5432/postgres}, or else one that is started for them.
     */
    public static final PostgresServer SHARED = shared();

    private static final String R2DBC = "r2dbc:";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** The server that the library has started. */
    public static PostgresServer of(EmbeddedPostgres server) {
        return new PostgresServer("localhost", server.getPort(), "postgres", "postgres");
    }

    private static PostgresServer shared() {
        String url = System.getProperty("TEST_DATABASE_URL", System.getenv("TEST_DATABASE_URL"));
        return url == null ? started() : of(ConnectionFactoryOptions.parse(url.startsWith(R2DBC) ? url : R2DBC + url));
    }

    /** It stops with the JVM. */
    @SuppressWarnings("resource")
    private static PostgresServer started() {
        try {
            return of(EmbeddedPostgres.builder().setOutputRedirector(DISCARD).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PostgresServer of(ConnectionFactoryOptions options) {
        Object port = options.getValue(ConnectionFactoryOptions.PORT);
        return new PostgresServer(
                (String) options.getRequiredValue(ConnectionFactoryOptions.HOST),
                port == null ? 5432 : (Integer) port,
                (String) options.getRequiredValue(ConnectionFactoryOptions.USER),
                options.getRequiredValue(ConnectionFactoryOptions.PASSWORD).toString());
    }

    /** A new, empty database. */
    public TestDatabase createDatabase() {
        String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
        run("create database " + name + " encoding 'UTF8' template template0");
        return new TestDatabase(this, name);
    }

    void run(String sql) {
        DatabaseClient.create(ConnectionFactories.get(options("postgres")))
                .sql(sql)
                .then()
                .block(TIMEOUT);
    }

    private ConnectionFactoryOptions options(String database) {
        return ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, "postgresql")
                .option(ConnectionFactoryOptions.HOST, host)
                .option(ConnectionFactoryOptions.PORT, port)
                .option(ConnectionFactoryOptions.USER, user)
                .option(ConnectionFactoryOptions.PASSWORD, password)
                .option(ConnectionFactoryOptions.DATABASE, database)
                .build();
    }
}
