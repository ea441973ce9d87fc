package org.operationsgateway.gateway.tracing;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * The default of {@code management.tracing.export.enabled}: tracing is off unless the address of a collector is set.
 * The default of Spring Boot would create a span for each request without an exporter that sends it.
 */
class TracingSettings implements EnvironmentPostProcessor, Ordered {

    private static final String ENABLED = "management.tracing.export.enabled";
    private static final String ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    /** Returns whether requests are traced. */
    static boolean isEnabled(Environment environment) {
        return environment.getProperty(ENABLED, Boolean.class, environment.containsProperty(ENDPOINT));
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!isEnabled(environment)) {
            environment.getPropertySources().addLast(new MapPropertySource("tracing", Map.of(ENABLED, false)));
        }
    }

    /** After the configuration files have been read. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }
}
