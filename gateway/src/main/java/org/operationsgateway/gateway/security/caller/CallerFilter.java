package org.operationsgateway.gateway.security.caller;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.http.RequestMemory;
import org.operationsgateway.gateway.page.StaticFiles;
import org.operationsgateway.gateway.security.audit.AuditLog;
import org.operationsgateway.gateway.security.certificate.ClientCertificates;
import org.operationsgateway.gateway.security.grant.Permission;
import org.operationsgateway.gateway.security.limit.CallerLimits;
import org.operationsgateway.gateway.security.origin.SameOrigin;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.security.revocation.Revocations;
import org.operationsgateway.gateway.security.session.Sessions;
import org.operationsgateway.gateway.security.ticket.Tickets;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * A filter that verifies the credential of each request, once, and records the {@link Caller}. Thread-safe.
 *
 * <p>Only probes and static files, which contain no data, need no credential. The endpoints of the management
 * require a grant of everything, unless they have a port of their own.
 */
final class CallerFilter implements WebFilter {

    private static final Set<String> PROBES = Set.of("/livez", "/readyz");
    private static final String CHALLENGE = "Bearer realm=\"operations\"";

    private final ApiKeys apiKeys;
    private final @Nullable TokenVerifier tokens;
    private final Tickets tickets;
    private final Sessions sessions;
    private final Revocations revocations;
    private final ClientCertificates certificates;
    private final AuditLog audit;
    private final CallerLimits limits;
    private final PathPattern management;

    /**
     * Creates a filter.
     *
     * @param tokens null if tokens are not configured
     * @param managementPath the path above the endpoints of the management
     * @throws SecurityModeException if this is the path above everything
     */
    CallerFilter(
            ApiKeys apiKeys,
            @Nullable TokenVerifier tokens,
            Tickets tickets,
            Sessions sessions,
            Revocations revocations,
            ClientCertificates certificates,
            AuditLog audit,
            CallerLimits limits,
            String managementPath) {
        this.apiKeys = apiKeys;
        this.tokens = tokens;
        this.tickets = tickets;
        this.sessions = sessions;
        this.revocations = revocations;
        this.certificates = certificates;
        this.audit = audit;
        this.limits = limits;
        if (managementPath.replace("/", "").isEmpty()) {
            throw new SecurityModeException(
                    "management.endpoints.web.base-path is the path of everything, so the grants"
                            + " for it cannot be checked: set another one, such as /actuator.");
        }
        // As Spring Boot matches it, so an escaped path is the same path.
        this.management = PathPatternParser.defaultInstance.parse(managementPath + "/**");
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().value();
        if (isOnManagementPort(exchange)) {
            // Spring Boot serves the routes of the API there, too.
            return isManagement(exchange) ? chain.filter(exchange) : Mono.error(notFound());
        }
        if (PROBES.contains(path) || StaticFiles.contains(path)) {
            return chain.filter(exchange);
        }
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> audit.record(exchange)));
        return Mono.defer(() -> verify(exchange))
                .map(revocations::check)
                .onErrorMap(failure -> limits.refused(failure, exchange))
                .doOnError(StatusException.class, failure -> challenge(exchange, failure))
                .flatMap(caller -> {
                    caller.setOn(exchange);
                    // A shared cache knows neither cookies nor API keys.
                    exchange.getResponse().getHeaders().set(HttpHeaders.CACHE_CONTROL, "private, no-cache");
                    RequestMemory.of(exchange).limitTo(caller.principal());
                    limits.check(caller.principal(), exchange.getRequest().getMethod());
                    boolean denied = isManagement(exchange)
                            && (caller.target() != null || !caller.grants().allow(Permission.MANAGE, Parent.SERVICE));
                    return denied ? Mono.error(denial()) : chain.filter(exchange);
                });
    }

    /** Returns whether the request arrived on {@code management.server.port}, which is not for callers. */
    private static boolean isOnManagementPort(ServerWebExchange exchange) {
        return WebServerApplicationContext.hasServerNamespace(exchange.getApplicationContext(), "management");
    }

    private boolean isManagement(ServerWebExchange exchange) {
        return management.matches(exchange.getRequest().getPath().pathWithinApplication());
    }

    private Mono<Caller> verify(ServerWebExchange exchange) {
        @Nullable Credential credential = Credential.of(exchange.getRequest()).orElse(null);
        if (credential == null) {
            // A certificate belongs to the connection; a credential in the request is more specific.
            return Mono.just(certificates.caller(exchange.getRequest()).orElseThrow(CallerFilter::missing));
        }
        return switch (credential.kind()) {
            case API_KEY -> Mono.just(apiKeys.caller(credential.text()).orElseThrow(CallerFilter::invalid));
            case TOKEN -> tokens == null ? Mono.error(invalid()) : tokens.verify(credential.text(), exchange);
            case TICKET -> tickets.verify(credential.text());
            case SESSION -> sessions.verify(credential.text()).doOnNext(caller -> requireSameOrigin(exchange));
        };
    }

    private static void requireSameOrigin(ServerWebExchange exchange) {
        if (!SameOrigin.isProven(exchange.getRequest())) {
            throw StatusException.of(
                    Reason.FOREIGN_ORIGIN,
                    "A change with a session cookie needs the header Sec-Fetch-Site: same-origin, or the Origin of this"
                            + " gateway.");
        }
    }

    private static StatusException missing() {
        return StatusException.of(
                Reason.CREDENTIAL_MISSING, "The request has no credential. Send a token or an API key.");
    }

    private static StatusException invalid() {
        return StatusException.of(
                Reason.CREDENTIAL_INVALID, "The credential is not valid. Get a new one, and send it again.");
    }

    private static StatusException notFound() {
        return StatusException.of(Reason.ROUTE_NOT_FOUND, "This port serves the endpoints of the management only.");
    }

    private static StatusException denial() {
        return StatusException.of(Reason.PERMISSION_DENIED, "The caller has no grant admin:*.");
    }

    private static void challenge(ServerWebExchange exchange, StatusException failure) {
        if (failure.reason().code() == Code.UNAUTHENTICATED) {
            boolean invalid = failure.reason() == Reason.CREDENTIAL_INVALID;
            exchange.getResponse()
                    .getHeaders()
                    .set(HttpHeaders.WWW_AUTHENTICATE, invalid ? CHALLENGE + ", error=\"invalid_token\"" : CHALLENGE);
        }
    }
}
