package org.operationsgateway.gateway.tracing;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

/**
 * The trace of a request in progress, from the context of its subscribers. Thread-safe.
 *
 * <p>The context contains the observation of the request, whether requests are traced or not, and the observation
 * contains the span.
 */
public final class RequestTrace {

    private final Observation observation;
    private final String traceId;
    private final boolean sampled;

    private RequestTrace(Observation observation, String traceId, boolean sampled) {
        this.observation = observation;
        this.traceId = traceId;
        this.sampled = sampled;
    }

    /**
     * Returns the trace of the request that has subscribed. Returns null if it has none, and for a trace that began
     * here and is not sampled: no other system knows its id.
     */
    public static @Nullable RequestTrace of(ContextView context) {
        Observation observation = context.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
        if (observation == null) {
            return null;
        }
        Observation.ContextView request = request(observation);
        TraceContext span = span(request);
        if (span != null) {
            boolean sampled = Boolean.TRUE.equals(span.sampled());
            return sampled || span.parentId() != null ? new RequestTrace(observation, span.traceId(), sampled) : null;
        }
        RemoteTrace remote = request.get(RemoteTrace.class);
        return remote == null ? null : new RequestTrace(observation, remote.traceId(), false);
    }

    /** Returns the context of the request, which is the outermost observation. */
    private static Observation.ContextView request(Observation observation) {
        Observation.ContextView request = observation.getContextView();
        for (ObservationView outer = request.getParentObservation();
                outer != null;
                outer = request.getParentObservation()) {
            request = outer.getContextView();
        }
        return request;
    }

    static @Nullable TraceContext span(Observation.ContextView request) {
        TracingContext tracing = request.get(TracingContext.class);
        Span span = tracing == null ? null : tracing.getSpan();
        return span == null ? null : span.context();
    }

    /** Returns the id of the trace. */
    public TraceId traceId() {
        return TraceId.parse(traceId);
    }

    /** Returns whether the spans of the trace are exported. */
    public boolean isSampled() {
        return sampled;
    }

    /** Runs an action with the span as the current one of the thread, which meters use as an exemplar. */
    public void run(Runnable action) {
        observation.scoped(action);
    }
}
