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
 * Which handler there is for each target and method. It is looked up, and not looked for: a chain of predicates costs each
 * request a publisher for each of them.
 *
 * <p>Where GET works, so does HEAD. Any other method of a target that exists is answered with those that are allowed.
 */
final class RouteTable implements RouterFunction<ServerResponse> {

    private final Map<RouteTarget, Map<HttpMethod, HandlerFunction<ServerResponse>>> handlers =
            new EnumMap<>(RouteTarget.class);
    private final Map<RouteTarget, PathPattern> patterns = new EnumMap<>(RouteTarget.class);
    private final RouterFunction<ServerResponse> others;

    /**
     * An empty table.
     *
     * @param others where to look for what is not the API's
     */
    RouteTable(RouterFunction<ServerResponse> others) {
        this.others = others;
    }

    RouteTable on(HttpMethod method, RouteTarget target, HandlerFunction<ServerResponse> handler) {
        handlers.computeIfAbsent(target, key -> new LinkedHashMap<>()).put(method, handler);
        patterns.computeIfAbsent(target, key -> PathPatternParser.defaultInstance.parse(key.pattern()));
        return this;
    }

    @Override
    public Mono<HandlerFunction<ServerResponse>> route(ServerRequest request) {
        Optional<RouteTarget> target = ApiRequest.target(request);
        return target.isPresent() ? Mono.just(handler(request, target.get())) : others.route(request);
    }

    private HandlerFunction<ServerResponse> handler(ServerRequest request, RouteTarget target) {
        Map<HttpMethod, HandlerFunction<ServerResponse>> ofTarget = handlers.get(target);
        HttpMethod method = request.method().equals(HttpMethod.HEAD) ? HttpMethod.GET : request.method();
        HandlerFunction<ServerResponse> handler = ofTarget == null ? null : ofTarget.get(method);
        if (handler == null) {
            return new MethodNotAllowed(methods(target));
        }
        // Metrics know the request by it.
        request.attributes().put(RouterFunctions.MATCHING_PATTERN_ATTRIBUTE, patterns.get(target));
        return handler;
    }

    /** Which methods there are for a target. */
    Set<HttpMethod> methods(RouteTarget target) {
        return Collections.unmodifiableSet(
                handlers.getOrDefault(target, Map.of()).keySet());
    }
}
