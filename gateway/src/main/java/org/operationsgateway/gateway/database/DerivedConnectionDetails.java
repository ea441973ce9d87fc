package org.operationsgateway.gateway.database;

import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.SOCKET;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.SSL_PASSWORD;

import io.r2dbc.spi.ConnectionFactoryOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;

/**
 * The connection details of the migrations, derived from those of the reactive driver, so that a database is configured
 * once.
 *
 * <p>{@code spring.flyway.user} and {@code spring.flyway.password} override the role of the migrations. This is a
 * {@link JdbcConnectionDetails} only because Flyway's auto-configuration requires such a bean; there is no data source.
 */
final class DerivedConnectionDetails implements FlywayConnectionDetails, JdbcConnectionDetails {

    private final R2dbcConnectionDetails reactive;

    private final FlywayProperties flyway;

    DerivedConnectionDetails(R2dbcConnectionDetails reactive, FlywayProperties flyway) {
        this.reactive = reactive;
        this.flyway = flyway;
    }

    @Override
    public String getUsername() {
        Object user = options().getValue(ConnectionFactoryOptions.USER);
        if (user == null) {
            throw new DatabaseFailure("No database user is configured: set spring.r2dbc.username.");
        }
        return flyway.getUser() != null ? flyway.getUser() : user.toString();
    }

    @Override
    public @Nullable String getPassword() {
        if (flyway.getUser() != null) {
            return flyway.getPassword();
        }
        CharSequence password = (CharSequence) options().getValue(ConnectionFactoryOptions.PASSWORD);
        return password == null ? null : password.toString();
    }

    @Override
    public String getJdbcUrl() {
        ConnectionFactoryOptions options = options();
        if (options.hasOption(SOCKET) || options.hasOption(SSL_PASSWORD)) {
            throw new DatabaseFailure(
                    "The migrations connect by JDBC, which supports neither a socket nor an sslPassword: set"
                            + " spring.flyway.url, spring.flyway.user and spring.flyway.password.");
        }
        try {
            return JdbcUrl.of(options);
        } catch (IllegalArgumentException invalidOption) {
            throw new DatabaseFailure("An option of the database connection is invalid: " + invalidOption.getMessage());
        }
    }

    @Override
    public String getDriverClassName() {
        return org.postgresql.Driver.class.getName();
    }

    private ConnectionFactoryOptions options() {
        return reactive.getConnectionFactoryOptions();
    }
}
