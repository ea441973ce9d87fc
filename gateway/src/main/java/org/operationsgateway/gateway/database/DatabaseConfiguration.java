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
 * The beans that run the migrations on the database of the reactive driver, before any other access to it.
 *
 * <p>Boot's initialisation by SQL scripts is off: it would need a connection before the migrations, and each connection
 * depends on them.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(exclude = R2dbcInitializationAutoConfiguration.class)
class DatabaseConfiguration {

    @Bean
    static DatabaseConfigurationCheck databaseConfigurationCheck(Environment environment) {
        return new DatabaseConfigurationCheck(environment);
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
