package org.operationsgateway.gateway.security.caller;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonBuilder;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * A change or a refusal, as the audit log records it. Immutable.
 *
 * @param caller null if the credential was not valid
 * @param status the HTTP status of the response
 * @param requestId the parameter of the request; null if there is none
 * @param address the address of the client; empty if it is unknown
 */
record AuditEvent(
        Instant time,
        @Nullable Caller caller,
        HttpMethod method,
        String path,
        int status,
        @Nullable String requestId,
        String address) {

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final int MAX_LENGTH = 1100;

    /** Returns the event of a response that is about to be sent; null for a read that was not refused. */
    static @Nullable AuditEvent of(ServerWebExchange exchange) {
        HttpStatusCode code = exchange.getResponse().getStatusCode();
        int status = code == null ? HttpStatus.OK.value() : code.value();
        ServerHttpRequest request = exchange.getRequest();
        return READS.contains(request.getMethod()) && !isRefused(status)
                ? null
                : new AuditEvent(
                        Instant.now(),
                        Caller.find(exchange),
                        request.getMethod(),
                        request.getPath().value(),
                        status,
                        request.getQueryParams().getFirst("requestId"),
                        request.getRemoteAddress() == null
                                        || request.getRemoteAddress().getAddress() == null
                                ? ""
                                : request.getRemoteAddress().getAddress().getHostAddress());
    }

    private static boolean isRefused(int status) {
        return status == HttpStatus.UNAUTHORIZED.value() || status == HttpStatus.FORBIDDEN.value();
    }

    /** Returns the event as an object in JSON. */
    String json() {
        int colon = path.lastIndexOf(':');
        String verb = colon > path.lastIndexOf('/') ? path.substring(colon) : "";
        return JsonBuilder.object()
                .string("time", time.toString())
                .string("principal", caller == null ? "" : caller.principal())
                .string("scheme", caller == null ? "" : caller.scheme().name())
                .string("action", method + verb)
                .string("name", limited(path.substring(0, path.length() - verb.length())))
                .string("outcome", outcome())
                .number("status", status)
                .string("requestId", requestId == null ? "" : limited(requestId))
                .string("address", address)
                .build();
    }

    private String outcome() {
        if (isRefused(status)) {
            return "REFUSED";
        }
        return status < HttpStatus.BAD_REQUEST.value() ? "DONE" : "FAILED";
    }

    /** The target of a request can be longer than any name. */
    private static String limited(String text) {
        return text.substring(0, Math.min(text.length(), MAX_LENGTH));
    }
}
