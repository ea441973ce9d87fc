package org.operationsgateway.gateway.http.failure;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** A filter that adds the error envelope to responses of the actuator with an error status and no body. Thread-safe. */
@Component
class EmptyErrorFilter implements WebFilter {

    private static final String ACTUATOR = "/actuator/";

    private final ErrorHandler errors;

    EmptyErrorFilter(ErrorHandler errors) {
        this.errors = errors;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (!exchange.getRequest().getURI().getRawPath().startsWith(ACTUATOR)) {
            return chain.filter(exchange);
        }
        return chain.filter(exchange.mutate()
                .response(new ServerHttpResponseDecorator(exchange.getResponse()) {
                    @Override
                    public Mono<Void> setComplete() {
                        HttpStatusCode status = getStatusCode();
                        return status != null && status.isError() && !isCommitted()
                                ? errors.handle(exchange, new ResponseStatusException(status))
                                : super.setComplete();
                    }
                })
                .build());
    }
}
