package org.operationsgateway.gateway.api;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.operationsgateway.gateway.api.request.ApiRequest;
import org.operationsgateway.gateway.api.request.RouteTarget;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * A router function that finds the handler of a target and a method in a map.
 *
 * <p>A chain of WebFlux predicates would cost one publisher for each route and request. Every target that supports GET
 * also supports HEAD. The handler of any other method is {@link MethodNotAllowed}.
 * Thread-safe once all routes are added.
 */
final class RouteTable implements RouterFunction<ServerResponse> {

    private final Map<RouteTarget, Map<HttpMethod, HandlerFunction<ServerResponse>>> handlers =
            new EnumMap<>(RouteTarget.class);
    private final Map<RouteTarget, PathPattern> patterns = new EnumMap<>(RouteTarget.class);
    private final RouterFunction<ServerResponse> fallback;

    /**
     * Creates an empty table.
     *
     * @param fallback the routes of paths that do not belong to the API
     */
    RouteTable(RouterFunction<ServerResponse> fallback) {
        this.fallback = fallback;
    }

    /** Adds a route. */
    RouteTable on(
            HttpMethod method,
            RouteTarget target,
            RoutePermission permission,
            HandlerFunction<ServerResponse> handler) {
        handlers.computeIfAbsent(target, key -> new LinkedHashMap<>())
                .put(method, request -> handler.handle(permission.check(request, target)));
        patterns.computeIfAbsent(target, key -> PathPatternParser.defaultInstance.parse(key.pattern()));
        return this;
    }

    @Override
    public Mono<HandlerFunction<ServerResponse>> route(ServerRequest request) {
        Optional<RouteTarget> target = ApiRequest.target(request);
        return target.isPresent() ? Mono.just(handler(request, target.get())) : fallback.route(request);
    }

    private HandlerFunction<ServerResponse> handler(ServerRequest request, RouteTarget target) {
        Map<HttpMethod, HandlerFunction<ServerResponse>> byMethod = handlers.get(target);
        HttpMethod method = request.method().equals(HttpMethod.HEAD) ? HttpMethod.GET : request.method();
        HandlerFunction<ServerResponse> handler = byMethod == null ? null : byMethod.get(method);
        if (handler == null) {
            return new MethodNotAllowed(methods(target));
        }
        // The URI tag of the request metrics.
        request.attributes().put(RouterFunctions.MATCHING_PATTERN_ATTRIBUTE, patterns.get(target));
        return handler;
    }

    /** Returns the methods of a target, in the order in which they were added, without HEAD. */
    Set<HttpMethod> methods(RouteTarget target) {
        return Collections.unmodifiableSet(
                handlers.getOrDefault(target, Map.of()).keySet());
    }
}
