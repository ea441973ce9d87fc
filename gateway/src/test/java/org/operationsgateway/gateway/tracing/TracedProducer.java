package org.operationsgateway.gateway.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.operationsgateway.testkit.http.Api;

/** A producer that is traced by OpenTelemetry, and exports a span for each of its requests. Thread-safe. */
final class TracedProducer implements AutoCloseable {

    static final String SERVICE = "producer";

    private final Api api;
    private final SdkTracerProvider tracers;

    /** Creates a producer that sends its requests to a gateway, and its spans to a collector. */
    TracedProducer(Api api, String collector) {
        this.api = api;
        this.tracers = SdkTracerProvider.builder()
                .setResource(Resource.builder()
                        .put(AttributeKey.stringKey("service.name"), SERVICE)
                        .build())
                .addSpanProcessor(SimpleSpanProcessor.create(
                        OtlpHttpSpanExporter.builder().setEndpoint(collector).build()))
                .build();
    }

    /** Sends a request in a trace of its own, which must succeed, and returns the trace id. */
    String send(String method, String path, String body) {
        Span span = tracers.get("test").spanBuilder(method).startSpan();
        Map<String, String> headers = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.root().with(span), headers, Map::put);
        HttpResponse<String> response = api.send(
                method, path, body, "traceparent", headers.get("traceparent"), "Content-Type", "application/json");
        span.end();
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return span.getSpanContext().getTraceId();
    }

    @Override
    public void close() {
        tracers.close();
    }
}
