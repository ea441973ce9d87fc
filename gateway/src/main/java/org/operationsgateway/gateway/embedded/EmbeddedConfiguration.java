package org.operationsgateway.gateway.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * The beans of the embedded server, if its library is on the class path and {@code spring.r2dbc.url} is not set.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(EmbeddedPostgres.class)
@Conditional(EmbeddedConfiguration.MissingUrl.class)
@EnableConfigurationProperties(EmbeddedProperties.class)
class EmbeddedConfiguration {

    /** Destroyed after the connection pool, which depends on this bean. */
    @Bean(destroyMethod = "close")
    EmbeddedServer embeddedServer(EmbeddedProperties properties) {
        return EmbeddedServer.start(properties.dataDirectory());
    }

    @Bean
    R2dbcConnectionDetails embeddedConnectionDetails(EmbeddedServer server, R2dbcProperties properties) {
        return () -> server.options(properties.getProperties());
    }

    static final class MissingUrl extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            boolean urlSet = StringUtils.hasText(context.getEnvironment().getProperty("spring.r2dbc.url"));
            ConditionMessage.Builder message = ConditionMessage.forCondition("Embedded server");
            return new ConditionOutcome(
                    !urlSet, message.because("spring.r2dbc.url is " + (urlSet ? "set" : "not set")));
        }
    }
}
