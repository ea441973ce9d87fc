package org.operationsgateway.gateway.api;

import java.util.LinkedHashSet;
import java.util.Set;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The handler of requests with a method that their path does not support: status 405 with an {@code Allow} header.
 * Immutable.
 */
final class MethodNotAllowed implements HandlerFunction<ServerResponse> {

    private final Set<HttpMethod> methods;

    MethodNotAllowed(Set<HttpMethod> methods) {
        this.methods = methods;
    }

    @Override
    public Mono<ServerResponse> handle(ServerRequest request) {
        Set<HttpMethod> allowed = new LinkedHashSet<>(methods);
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        request.exchange().getResponse().getHeaders().setAllow(allowed);
        return Mono.error(StatusException.of(
                Reason.METHOD_NOT_ALLOWED,
                "This path does not support " + request.method() + ". Use one of " + allowed + "."));
    }
}
