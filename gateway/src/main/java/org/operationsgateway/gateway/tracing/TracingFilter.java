package org.operationsgateway.gateway.tracing;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** A filter that leaves out the configurations of tracing while it is off, so that it costs nothing. */
class TracingFilter implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String[] PACKAGES = {
        "org.springframework.boot.micrometer.tracing.", "org.springframework.boot.opentelemetry."
    };

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean[] match(@Nullable String[] configurations, AutoConfigurationMetadata metadata) {
        boolean enabled = environment != null && TracingSettings.isEnabled(environment);
        boolean[] matches = new boolean[configurations.length];
        for (int i = 0; i < matches.length; i++) {
            String configuration = configurations[i];
            matches[i] = enabled || configuration == null || !isOfTracing(configuration);
        }
        return matches;
    }

    private static boolean isOfTracing(String configuration) {
        for (String name : PACKAGES) {
            if (configuration.startsWith(name)) {
                return true;
            }
        }
        return false;
    }
}
