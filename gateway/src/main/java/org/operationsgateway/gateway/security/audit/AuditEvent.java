package org.operationsgateway.gateway.security.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.gateway.http.ClientAddress;
import org.operationsgateway.gateway.logging.LogText;
import org.operationsgateway.gateway.security.origin.SafeMethods;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.tracing.LoggedTrace;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * A change or a refusal, as the audit log records it. Each text is bounded, because thousands of events can wait.
 * Immutable.
 *
 * @param caller null if the credential was not valid
 * @param action the HTTP method, with the custom method if there is one, such as {@code POST:cancel}
 * @param name the path without the custom method
 * @param status the HTTP status of the response
 * @param requestId the parameter of the request; empty if there is none
 * @param address the address of the client
 * @param trace the trace of the request; null for none
 */
record AuditEvent(
        Instant time,
        @Nullable Caller caller,
        String action,
        String name,
        int status,
        String requestId,
        String address,
        @Nullable LoggedTrace trace) {

    /** The limit on a text, in characters: longer than any name, and shorter than the target of a request can be. */
    private static final int MAX_LENGTH = 1100;

    /**
     * Returns the event of a response that is about to be sent. Returns null for a read that was not refused, and for a
     * request without a caller that was answered before its credential was verified.
     */
    static @Nullable AuditEvent of(ServerWebExchange exchange) {
        HttpStatusCode code = exchange.getResponse().getStatusCode();
        int status = code == null ? HttpStatus.OK.value() : code.value();
        Caller caller = Caller.find(exchange);
        ServerHttpRequest request = exchange.getRequest();
        boolean isChange = caller != null && !SafeMethods.contains(request.getMethod());
        if (!isChange && !isRefused(status)) {
            return null;
        }
        String path = request.getPath().value();
        int colon = path.lastIndexOf(':');
        int verb = colon > path.lastIndexOf('/') ? colon : path.length();
        String requestId = request.getQueryParams().getFirst("requestId");
        return new AuditEvent(
                Instant.now(),
                caller,
                limited(request.getMethod() + path.substring(verb)),
                limited(path.substring(0, verb)),
                status,
                requestId == null ? "" : limited(requestId),
                ClientAddress.of(exchange).getHostAddress(),
                LoggedTrace.of(exchange));
    }

    private static boolean isRefused(int status) {
        return status == HttpStatus.UNAUTHORIZED.value() || status == HttpStatus.FORBIDDEN.value();
    }

    private static String limited(String text) {
        return text.substring(0, Math.min(text.length(), MAX_LENGTH));
    }

    /** Returns the event as an object in JSON, in one line of visible characters: clients choose the request id. */
    String json() {
        return LogText.ofJson(JsonBuilder.object()
                .string("time", time.toString())
                .string("principal", caller == null ? "" : caller.principal())
                .string("scheme", caller == null ? "" : caller.scheme().name())
                .string("action", action)
                .string("name", name)
                .string("outcome", outcome())
                .number("status", status)
                .string("requestId", requestId)
                .string("address", address)
                .build());
    }

    private String outcome() {
        if (isRefused(status)) {
            return "REFUSED";
        }
        return status < HttpStatus.BAD_REQUEST.value() ? "DONE" : "FAILED";
    }
}
