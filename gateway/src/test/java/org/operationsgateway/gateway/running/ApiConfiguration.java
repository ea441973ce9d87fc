package org.operationsgateway.gateway.running;

import org.operationsgateway.testkit.http.Api;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** The client of the gateway that runs in the application context of a test. */
@TestConfiguration(proxyBeanMethods = false)
class ApiConfiguration {

    @Bean
    Api api(Environment environment) {
        return new Api(() -> environment.getRequiredProperty("local.server.port", Integer.class));
    }
}
