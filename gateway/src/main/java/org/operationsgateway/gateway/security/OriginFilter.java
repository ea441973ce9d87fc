package org.operationsgateway.gateway.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.security.audit.AuditLog;
import org.operationsgateway.gateway.security.origin.HostAuthority;
import org.operationsgateway.gateway.security.origin.SafeMethods;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * A filter that rejects changes by pages of other origins, which a browser sends without a preflight request,
 * except for {@code gateway.security.allowed-origins}.
 * Programs other than browsers send neither header. Thread-safe.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">Fetch Metadata, Sec-Fetch-Site</a>
 */
@Component
// Before the filters of Spring Security.
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class OriginFilter implements WebFilter {

    private static final String CROSS_SITE = "cross-site";

    private final Set<String> allowed;
    /** Null if requests need no credential. */
    private final @Nullable AuditLog audit;

    OriginFilter(SecurityProperties properties, ObjectProvider<AuditLog> audit) {
        this.allowed = Set.copyOf(properties.allowedOrigins());
        this.audit = audit.getIfAvailable();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpMethod method = exchange.getRequest().getMethod();
        if (SafeMethods.contains(method) || !isForeign(exchange.getRequest().getHeaders())) {
            return chain.filter(exchange);
        }
        if (audit != null) {
            // The filter of callers, which records the other refusals, is not reached.
            exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> audit.record(exchange)));
        }
        return Mono.error(StatusException.of(
                Reason.FOREIGN_ORIGIN,
                "A page of another origin must not send " + method + " requests to this gateway."));
    }

    private boolean isForeign(HttpHeaders headers) {
        @Nullable String origin = headers.getFirst(HttpHeaders.ORIGIN);
        if (origin != null && allowed.contains(origin)) {
            return false;
        }
        @Nullable String host = headers.getFirst(HttpHeaders.HOST);
        return CROSS_SITE.equalsIgnoreCase(headers.getFirst("Sec-Fetch-Site"))
                || (origin != null && (host == null || !HostAuthority.isOrigin(origin, host)));
    }
}
