package org.operationsgateway.gateway.api;

import static org.operationsgateway.gateway.api.Target.CANCEL;
import static org.operationsgateway.gateway.api.Target.COLLECTION;
import static org.operationsgateway.gateway.api.Target.COMPLETE;
import static org.operationsgateway.gateway.api.Target.HEARTBEAT;
import static org.operationsgateway.gateway.api.Target.HISTORY;
import static org.operationsgateway.gateway.api.Target.OPERATION;
import static org.operationsgateway.gateway.api.Target.WAIT;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The API's table of contents. */
@Configuration(proxyBeanMethods = false)
class OperationRoutes {

    private final Map<Target, Set<HttpMethod>> methods = new EnumMap<>(Target.class);

    @Bean
    RouterFunction<ServerResponse> operations(
            OperationHandler operations,
            StreamHandler streams,
            CollectionHandler collections,
            WaitHandler waits,
            ListHandler lists,
            HeartbeatHandler heartbeats,
            HistoryHandler histories) {
        RouterFunction<ServerResponse> streaming = RouterFunctions.route()
                .route(on(GET, OPERATION).and(Accepts::stream), streams::watch)
                .route(on(GET, COLLECTION).and(Accepts::stream), collections::watch)
                .filter(UnreadBodies::drained)
                .build();
        RouterFunction<ServerResponse> withoutBody = RouterFunctions.route()
                .route(on(GET, OPERATION), operations::get)
                .route(on(DELETE, OPERATION), operations::delete)
                .route(on(GET, HISTORY), histories::history)
                .route(on(GET, COLLECTION), lists::list)
                .filter(UnreadBodies::drained)
                .build();
        RouterFunction<ServerResponse> json = RouterFunctions.route()
                .add(withoutBody)
                .route(on(PATCH, OPERATION), operations::update)
                .route(on(POST, COMPLETE), operations::complete)
                .route(on(POST, HEARTBEAT), heartbeats::renew)
                .route(on(POST, CANCEL), operations::cancel)
                .route(on(POST, WAIT), waits::waitUntilDone)
                .route(on(GET, WAIT), waits::waitUntilDone)
                .route(on(POST, COLLECTION), operations::create)
                .before(Accepts::json)
                .build();
        return RouterFunctions.route()
                .add(streaming)
                .add(json)
                .route(request -> ApiRequest.target(request).isPresent(), new MethodNotAllowed(methods))
                .add(file("/", "watch.html", MediaType.TEXT_HTML))
                .add(file("/openapi.json", "openapi.json", MediaType.APPLICATION_JSON))
                .build();
    }

    private static RouterFunction<ServerResponse> file(String path, String resource, MediaType type) {
        return RouterFunctions.route(
                RequestPredicates.path(path).and(RequestPredicates.methods(GET, HEAD)),
                request -> ServerResponse.ok().contentType(type).bodyValue(new ClassPathResource(resource)));
    }

    /** Which methods there are for each target. */
    Map<Target, Set<HttpMethod>> methods() {
        return Collections.unmodifiableMap(methods);
    }

    private RequestPredicate on(HttpMethod method, Target target) {
        methods.computeIfAbsent(target, key -> new LinkedHashSet<>()).add(method);
        return ApiRequest.on(method, target);
    }
}
