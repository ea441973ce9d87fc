package org.operationsgateway.gateway.tracing;

import io.micrometer.observation.Observation;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The handler of observations that creates a span for each request that is sampled, and nothing for the others.
 * Thread-safe.
 *
 * <p>It decides before the span is created. A span that is not sampled is not exported, but would cost a fifth of an
 * update.
 */
class RequestSpans extends PropagatingReceiverTracingObservationHandler<ReceiverContext<Object>> {

    private static final String TRACEPARENT = "traceparent";

    /** The context of all requests without a span, which meters require. Nothing modifies it. */
    private static final TracingContext NO_SPAN = new TracingContext();

    private static final TextMapGetter<ReceiverContext<Object>> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(ReceiverContext<Object> request) {
            return List.of(TRACEPARENT);
        }

        @Override
        public @Nullable String get(@Nullable ReceiverContext<Object> request, String name) {
            Object carrier = request == null ? null : request.getCarrier();
            return request == null || carrier == null
                    ? null
                    : request.getGetter().get(carrier, name);
        }
    };

    private final double probability;

    /**
     * Creates a handler.
     *
     * @param probability the share of the requests without a trace that are sampled, from 0 to 1
     */
    RequestSpans(Tracer tracer, Propagator propagator, double probability) {
        super(tracer, propagator);
        this.probability = probability;
    }

    @Override
    public void onStart(ReceiverContext<Object> request) {
        SpanContext sender = sender(request);
        if (sender.isValid() ? sender.isSampled() : isSelected()) {
            super.onStart(request);
            return;
        }
        request.put(TracingContext.class, NO_SPAN);
        if (sender.isValid()) {
            request.put(RemoteTrace.class, new RemoteTrace(sender.getTraceId()));
        }
    }

    private static SpanContext sender(ReceiverContext<Object> request) {
        if (HEADERS.get(request, TRACEPARENT) == null) {
            return SpanContext.getInvalid();
        }
        Context sender = W3CTraceContextPropagator.getInstance().extract(Context.root(), request, HEADERS);
        return Span.fromContext(sender).getSpanContext();
    }

    private boolean isSelected() {
        return ThreadLocalRandom.current().nextDouble() < probability;
    }

    @Override
    public void onError(ReceiverContext<Object> request) {
        if (hasSpan(request)) {
            super.onError(request);
        }
    }

    @Override
    public void onEvent(Observation.Event event, ReceiverContext<Object> request) {
        if (hasSpan(request)) {
            super.onEvent(event, request);
        }
    }

    @Override
    public void onScopeOpened(ReceiverContext<Object> request) {
        if (hasSpan(request)) {
            super.onScopeOpened(request);
        }
    }

    @Override
    public void onScopeClosed(ReceiverContext<Object> request) {
        if (hasSpan(request)) {
            super.onScopeClosed(request);
        }
    }

    @Override
    public void onStop(ReceiverContext<Object> request) {
        if (hasSpan(request)) {
            super.onStop(request);
        }
    }

    private static boolean hasSpan(ReceiverContext<Object> request) {
        TracingContext tracing = request.get(TracingContext.class);
        return tracing != null && tracing.getSpan() != null;
    }
}
