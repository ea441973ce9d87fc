package org.operationsgateway.gateway.database;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcInitializationAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The beans that connect the migrations to the database of the reactive driver, before anything else uses it.
 *
 * <p>Boot's SQL scripts are switched off: they would run before the migrations, on a connection that waits for them.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = R2dbcInitializationAutoConfiguration.class)
class DatabaseConfiguration {

    @Bean
    static DatabaseConfigurationCheck databaseIsConfigured(Environment environment) {
        return new DatabaseConfigurationCheck(environment);
    }

    @Bean
    FlywayMigrationStrategy migration(FlywayConnectionDetails connectionDetails) {
        return new Migration(connectionDetails);
    }

    /** An explicit {@code spring.flyway.url} wins; Boot then reads all its settings itself. */
    @Configuration(proxyBeanMethods = false)
    @Conditional(NoFlywayUrl.class)
    static class Derived {

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
