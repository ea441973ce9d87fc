package org.operationsgateway.gateway.database.pool;

import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.FORCE_BINARY;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.PREPARED_STATEMENT_CACHE_QUERIES;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.time.Duration;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.stereotype.Component;

/**
 * The defaults of the driver's options. They are not properties of Boot, which would override the options of the URL: a
 * pooler that shares connections between clients requires a statement cache of 0.
 */
@Component
final class DriverDefaults implements ConnectionFactoryOptionsBuilderCustomizer {

    private static final int STATEMENT_CACHE = 256;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    @Override
    public void customize(ConnectionFactoryOptions.Builder options) {
        addTo(options);
    }

    /** Sets the options that have no value. */
    static void addTo(ConnectionFactoryOptions.Builder options) {
        setDefault(options, TCP_KEEPALIVE, true);
        // Transfers times as numbers: parsing them as text is a tenth of the cost of an update.
        setDefault(options, FORCE_BINARY, true);
        setDefault(options, PREPARED_STATEMENT_CACHE_QUERIES, STATEMENT_CACHE);
        // So a host of a failover URL that does not answer leaves time for the next one.
        setDefault(options, ConnectionFactoryOptions.CONNECT_TIMEOUT, CONNECT_TIMEOUT);
    }

    private static <T> void setDefault(ConnectionFactoryOptions.Builder options, Option<T> option, T value) {
        if (!options.build().hasOption(option)) {
            options.option(option, value);
        }
    }
}
