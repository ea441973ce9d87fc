package org.operationsgateway.gateway.tracing;

import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.TracingProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * The beans of tracing while it is on, with the default sampler. They replace those of Spring Boot, which decide after
 * the creation of a span.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(TracingConfiguration.IsEnabled.class)
@ConditionalOnProperty(
        name = "management.opentelemetry.tracing.sampler",
        havingValue = "parent_based_trace_id_ratio",
        matchIfMissing = true)
class TracingConfiguration {

    /** The condition that tracing is on. */
    static class IsEnabled implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return TracingSettings.isEnabled(context.getEnvironment());
        }
    }

    @Bean
    @Order(MicrometerTracingAutoConfiguration.RECEIVER_TRACING_OBSERVATION_HANDLER_ORDER)
    RequestSpans requestSpans(Tracer tracer, Propagator propagator, TracingProperties properties) {
        return new RequestSpans(tracer, propagator, properties.getSampling().getProbability());
    }

    /** A span is created for requests only that are sampled. */
    @Bean
    Sampler sampler() {
        return Sampler.parentBased(Sampler.alwaysOn());
    }
}
