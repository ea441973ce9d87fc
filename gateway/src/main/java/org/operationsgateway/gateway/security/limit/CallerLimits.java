package org.operationsgateway.gateway.security.limit;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.http.ClientAddress;
import org.operationsgateway.gateway.security.origin.SafeMethods;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;

/** The limits on the requests of each caller, and on those of each address without a valid credential. Thread-safe. */
public final class CallerLimits {

    private static final int MAX_RETRY_MILLIS = 1000;

    private final Rate<String> requests;
    private final Rate<String> changes;
    private final Rate<InetAddress> refusals;
    private final Rejections rejections;

    /** Creates limits without requests. */
    public CallerLimits(LimitProperties properties, MeterRegistry meters) {
        this.requests = new Rate<>(properties.requestsPerSecond());
        this.changes = new Rate<>(properties.changesPerSecond());
        this.refusals = new Rate<>(properties.refusalsPerSecond());
        this.rejections = new Rejections(meters);
    }

    /** Counts a request; throws RESOURCE_EXHAUSTED if it exceeds a limit. */
    public void check(String principal, HttpMethod method) {
        boolean accepted = requests.accept(principal) && (SafeMethods.contains(method) || changes.accept(principal));
        if (!accepted) {
            throw rejection("The caller sends too many requests. Nothing was changed: retry after the delay.");
        }
    }

    /** Counts a refusal, and returns the failure with which the request is answered. */
    public Throwable refused(Throwable failure, ServerWebExchange exchange) {
        boolean counts =
                failure instanceof StatusException status && status.reason().code() == Code.UNAUTHENTICATED;
        return !counts || refusals.accept(ClientAddress.of(exchange))
                ? failure
                : rejection("Too many requests without a valid credential: retry after the delay.");
    }

    private StatusException rejection(String message) {
        return rejections.rejection(Reason.OVERLOADED, message, MAX_RETRY_MILLIS);
    }
}
