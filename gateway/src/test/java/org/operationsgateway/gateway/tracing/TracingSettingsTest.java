package org.operationsgateway.gateway.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.mock.env.MockEnvironment;

/** Tests of the settings that switch traces on. */
class TracingSettingsTest {

    private static final String TRACING =
            "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration";
    private static final String SDK =
            "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration";
    private static final String OTHER =
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration";

    @ParameterizedTest
    @CsvSource({
        ",, false",
        "http://collector/v1/traces,, true",
        ", true, true",
        "http://collector/v1/traces, false, false",
    })
    void tracesAreOnWithACollectorUnlessASettingSaysOtherwise(String endpoint, String enabled, boolean on) {
        MockEnvironment environment = new MockEnvironment();
        if (endpoint != null) {
            environment.setProperty("management.opentelemetry.tracing.export.otlp.endpoint", endpoint);
        }
        if (enabled != null) {
            environment.setProperty("management.tracing.export.enabled", enabled);
        }

        new TracingSettings().postProcessEnvironment(environment, new SpringApplication());
        TracingFilter filter = new TracingFilter();
        filter.setEnvironment(environment);

        // Spring Boot reads it, for the ids in the log.
        assertThat(environment.getProperty("management.tracing.export.enabled", Boolean.class, true))
                .isEqualTo(on);
        assertThat(filter.match(new String[] {TRACING, OTHER, null, SDK}, mock(AutoConfigurationMetadata.class)))
                .containsExactly(on, true, true, on);
    }
}
