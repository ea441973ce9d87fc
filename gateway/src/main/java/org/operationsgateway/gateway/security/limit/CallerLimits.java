package org.operationsgateway.gateway.security.limit;

import io.micrometer.core.instrument.Counter;
import java.net.InetAddress;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.http.ClientAddress;
import org.operationsgateway.gateway.metrics.GatewayMeter;
import org.operationsgateway.gateway.metrics.Meters;
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
    private final Map<Reason, Counter> refused = new EnumMap<>(Reason.class);

    /** Creates limits without requests. */
    public CallerLimits(LimitProperties properties, Meters meters) {
        this.requests = new Rate<>(properties.requestsPerSecond());
        this.changes = new Rate<>(properties.changesPerSecond());
        this.refusals = new Rate<>(properties.refusalsPerSecond());
        this.rejections = new Rejections(meters);
        for (Reason reason : Reason.values()) {
            if (reason.code() == Code.UNAUTHENTICATED) {
                String label = reason.name().toLowerCase(Locale.ROOT);
                refused.put(reason, meters.counter(GatewayMeter.CREDENTIALS_REFUSED, label));
            }
        }
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
        Counter counter = failure instanceof StatusException status ? refused.get(status.reason()) : null;
        if (counter == null) {
            return failure;
        }
        counter.increment();
        return refusals.accept(ClientAddress.of(exchange))
                ? failure
                : rejection("Too many requests without a valid credential: retry after the delay.");
    }

    private StatusException rejection(String message) {
        return rejections.rejection(Reason.OVERLOADED, message, MAX_RETRY_MILLIS);
    }
}
