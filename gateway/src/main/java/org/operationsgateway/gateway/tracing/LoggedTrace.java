package org.operationsgateway.gateway.tracing;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.TraceContext;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/**
 * The ids that the log entries about a request contain. Immutable.
 *
 * <p>Requests have no thread of their own, so the ids are set for each entry.
 *
 * @param traceId the id of the trace, 32 hexadecimal digits
 * @param spanId the id of the span, 16 hexadecimal digits; null if it is not known
 */
public record LoggedTrace(String traceId, @Nullable String spanId) {

    /** The keys that the log formats of Spring Boot use. */
    private static final String TRACE_ID = "traceId";

    private static final String SPAN_ID = "spanId";

    /** Returns the ids of a request; null if it is not traced. */
    public static @Nullable LoggedTrace of(ServerWebExchange exchange) {
        return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .map(LoggedTrace::of)
                .orElse(null);
    }

    private static @Nullable LoggedTrace of(Observation.ContextView request) {
        TraceContext span = RequestTrace.span(request);
        if (span != null) {
            return new LoggedTrace(span.traceId(), span.spanId());
        }
        RemoteTrace remote = request.get(RemoteTrace.class);
        return remote == null ? null : new LoggedTrace(remote.traceId(), null);
    }

    /** Returns the ids of a revision that was committed; null if it has no trace. */
    public static @Nullable LoggedTrace of(@Nullable TraceId trace) {
        return trace == null ? null : new LoggedTrace(trace.toString(), null);
    }

    /** Runs an action with the ids in its log entries; null for none. */
    public static void run(@Nullable LoggedTrace trace, Runnable action) {
        call(trace, () -> {
            action.run();
            return true;
        });
    }

    /** Returns the result of a function with the ids in its log entries; null for none. */
    public static <T> T call(@Nullable LoggedTrace trace, Supplier<T> function) {
        if (trace == null) {
            return function.get();
        }
        MDC.put(TRACE_ID, trace.traceId());
        if (trace.spanId() != null) {
            MDC.put(SPAN_ID, trace.spanId());
        }
        try {
            return function.get();
        } finally {
            MDC.remove(TRACE_ID);
            MDC.remove(SPAN_ID);
        }
    }
}
