package org.operationsgateway.gateway.security.caller;

import org.operationsgateway.gateway.security.principal.Caller;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** The filter of the mode {@code open}: anyone may do everything. Thread-safe. */
final class OpenFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Caller.OPEN.setOn(exchange);
        return chain.filter(exchange);
    }
}
