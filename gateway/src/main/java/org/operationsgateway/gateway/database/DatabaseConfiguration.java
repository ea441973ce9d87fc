package org.operationsgateway.gateway.database;

import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.FORCE_BINARY;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.PREPARED_STATEMENT_CACHE_QUERIES;
import static io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.time.Duration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcInitializationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The beans that run the migrations on the database of the reactive driver, before any other access to it.
 *
 * <p>Boot's initialisation by SQL scripts is off: it would need a connection before the migrations, and each connection
 * depends on them.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = R2dbcInitializationAutoConfiguration.class)
class DatabaseConfiguration {

    private static final int STATEMENT_CACHE = 256;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    @Bean
    static DatabaseConfigurationCheck databaseConfigurationCheck(Environment environment) {
        return new DatabaseConfigurationCheck(environment);
    }

    /**
     * Returns the defaults of the driver. They are not properties of Boot, which would override the options of the URL:
     * a pooler that shares connections between clients requires a statement cache of 0.
     */
    @Bean
    ConnectionFactoryOptionsBuilderCustomizer driverDefaults() {
        return DatabaseConfiguration::addDefaults;
    }

    static void addDefaults(ConnectionFactoryOptions.Builder options) {
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

    @Bean
    FlywayMigrationStrategy migration(FlywayConnectionDetails connectionDetails) {
        return new Migration(connectionDetails);
    }

    /** Absent if {@code spring.flyway.url} is set: then Boot reads all settings of the migrations. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(NoFlywayUrl.class)
    static class DerivedConfiguration {

        @Bean
        DerivedConnectionDetails derivedConnectionDetails(R2dbcConnectionDetails reactive, FlywayProperties flyway) {
            return new DerivedConnectionDetails(reactive, flyway);
        }
    }

    static final class NoFlywayUrl extends NoneNestedConditions {

        NoFlywayUrl() {
            super(ConfigurationPhase.PARSE_CONFIGURATION);
        }

        @ConditionalOnProperty("spring.flyway.url")
        static final class FlywayUrl {}
    }
}
