package org.operationsgateway.gateway.database;

import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.FAILOVER_PROTOCOL;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.FORCE_BINARY;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.LEGACY_POSTGRESQL_DRIVER;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.POSTGRESQL_DRIVER;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.PREPARED_STATEMENT_CACHE_QUERIES;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.SOCKET;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The validation of database URLs. Error messages omit the URL, which may contain a password. */
public final class R2dbcUrl {

    private static final String MALFORMED = " is malformed: write it as r2dbc:postgresql://host:port/database"
            + " and give the user and the password in spring.r2dbc.username and spring.r2dbc.password.";

    /** The options that the URL of a further connection has from the first one, unless it has its own. */
    private static final List<Option<?>> COMMON = List.of(
            ConnectionFactoryOptions.USER,
            ConnectionFactoryOptions.PASSWORD,
            PREPARED_STATEMENT_CACHE_QUERIES,
            FORCE_BINARY,
            ConnectionFactoryOptions.CONNECT_TIMEOUT);

    private static final Set<String> POSTGRESQL_DRIVERS = Set.of(POSTGRESQL_DRIVER, LEGACY_POSTGRESQL_DRIVER);

    private static final Pattern HOST = Pattern.compile("[^:,\\[\\]\\s]+|\\[[0-9a-fA-F:.%]+]");

    private static final Pattern HOSTS = Pattern.compile("[^:,\\s]+(:\\d{1,5})?(,[^:,\\s]+(:\\d{1,5})?)*");

    private R2dbcUrl() {}

    /**
     * Returns the options of a connection beside the pool, with the login of the pool unless the URL has another.
     *
     * @param setting the name of the setting with the URL
     * @param pool the options of the pool
     * @throws DatabaseFailure if the URL is malformed, or names another driver
     */
    public static ConnectionFactoryOptions beside(ConnectionFactoryOptions pool, String setting, String url) {
        validate(setting, url);
        ConnectionFactoryOptions options = withoutPool(parse(setting, url));
        ConnectionFactoryOptions.Builder builder = options.mutate();
        COMMON.forEach(option -> copy(option, pool, options, builder));
        return builder.build();
    }

    private static <T> void copy(
            Option<T> option,
            ConnectionFactoryOptions from,
            ConnectionFactoryOptions own,
            ConnectionFactoryOptions.Builder to) {
        if (from.hasOption(option) && !own.hasOption(option)) {
            to.option(option, option.cast(from.getRequiredValue(option)));
        }
    }

    /**
     * Validates that a URL names a PostgreSQL server.
     *
     * @param setting the name of the setting with the URL
     * @throws DatabaseFailure if the URL is malformed, or names another driver
     */
    static void validate(String setting, String url) {
        ConnectionFactoryOptions options = withoutPool(parse(setting, url));
        if (!POSTGRESQL_DRIVERS.contains(driver(options))) {
            throw new DatabaseFailure(setting + " names the database driver '" + driver(options)
                    + "', but the gateway works with PostgreSQL only: write it as"
                    + " r2dbc:postgresql://host:port/database.");
        }
        if (options.getValue(SOCKET) == null && !namesHost(options)) {
            throw new DatabaseFailure(setting + MALFORMED);
        }
    }

    /**
     * Returns the options of a connection in the pool, if the driver of the options is a pool; else the same options.
     */
    static ConnectionFactoryOptions withoutPool(ConnectionFactoryOptions options) {
        if (!"pool".equals(driver(options))) {
            return options;
        }
        String[] parts =
                text(options.getValue(ConnectionFactoryOptions.PROTOCOL)).split(":", 2);
        return options.mutate()
                .option(ConnectionFactoryOptions.DRIVER, parts[0])
                .option(ConnectionFactoryOptions.PROTOCOL, parts.length == 2 ? parts[1] : "")
                .build();
    }

    private static ConnectionFactoryOptions parse(String setting, String url) {
        try {
            return ConnectionFactoryOptions.parse(url);
        } catch (IllegalArgumentException messageContainsUrl) {
            throw new DatabaseFailure(setting + MALFORMED);
        }
    }

    private static boolean namesHost(ConnectionFactoryOptions options) {
        String host = text(options.getValue(ConnectionFactoryOptions.HOST));
        boolean failover = FAILOVER_PROTOCOL.equals(options.getValue(ConnectionFactoryOptions.PROTOCOL));
        return (failover ? HOSTS : HOST).matcher(host).matches();
    }

    private static String driver(ConnectionFactoryOptions options) {
        return text(options.getValue(ConnectionFactoryOptions.DRIVER));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
