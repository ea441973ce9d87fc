package org.operationsgateway.gateway.tracing;

import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.SpanExporters;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** The beans of the export of spans while tracing is on, which limit its time at shutdown. */
@Configuration(proxyBeanMethods = false)
@Conditional(TracingConfiguration.IsEnabled.class)
class SpanExportConfiguration {

    /** The exporters of the application. A type of its own, because each exporter that is a bean is used. */
    record EndableExporters(List<EndableSpanExporter> list) {}

    @Bean
    EndableExporters endableExporters(ObjectProvider<SpanExporter> exporters) {
        return new EndableExporters(
                exporters.orderedStream().map(EndableSpanExporter::new).toList());
    }

    @Bean
    SpanExporters spanExporters(EndableExporters exporters) {
        return SpanExporters.of(List.copyOf(exporters.list()));
    }

    @Bean
    LastSpans lastSpans(SdkTracerProvider provider, EndableExporters exporters) {
        return new LastSpans(provider, exporters.list());
    }
}
