package org.operationsgateway.gateway.database;

import io.r2dbc.spi.ConnectionFactory;
import java.util.Arrays;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AbstractDependsOnBeanFactoryPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * A bean factory post-processor that rejects a missing or malformed database URL before any bean exists.
 *
 * <p>It also makes the connection factory depend on the migrations, so that no connection is used before they have run.
 */
final class DatabaseConfigurationCheck extends AbstractDependsOnBeanFactoryPostProcessor {

    private final Environment environment;

    DatabaseConfigurationCheck(Environment environment) {
        super(ConnectionFactory.class, FlywayMigrationInitializer.class);
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        String url = environment.getProperty("spring.r2dbc.url");
        if (StringUtils.hasText(url)) {
            R2dbcUrl.validate("spring.r2dbc.url", url);
        } else if (!hasOtherConnectionDetails(beanFactory)) {
            throw new DatabaseFailure("No database is configured: set spring.r2dbc.url to"
                    + " r2dbc:postgresql://host:port/database, and spring.r2dbc.username and spring.r2dbc.password.");
        }
        super.postProcessBeanFactory(beanFactory);
    }

    /** Boot registers its connection details even if the URL is blank. */
    private static boolean hasOtherConnectionDetails(ConfigurableListableBeanFactory beanFactory) {
        return Arrays.stream(beanFactory.getBeanNamesForType(R2dbcConnectionDetails.class, true, false))
                .anyMatch(name -> !name.equals("propertiesR2dbcConnectionDetails"));
    }
}
