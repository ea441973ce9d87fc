package org.operationsgateway.gateway.api;

import static org.operationsgateway.gateway.api.request.RouteTarget.CANCEL;
import static org.operationsgateway.gateway.api.request.RouteTarget.COLLECTION;
import static org.operationsgateway.gateway.api.request.RouteTarget.COMPLETE;
import static org.operationsgateway.gateway.api.request.RouteTarget.HEARTBEAT;
import static org.operationsgateway.gateway.api.request.RouteTarget.HISTORY;
import static org.operationsgateway.gateway.api.request.RouteTarget.OPERATION;
import static org.operationsgateway.gateway.api.request.RouteTarget.WAIT;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.HEAD;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import org.operationsgateway.gateway.api.request.ContentNegotiation;
import org.operationsgateway.gateway.http.RequestBodyDiscarder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The API's table of contents. */
@Configuration(proxyBeanMethods = false)
class OperationRoutes {

    @Bean
    RouteTable operations(
            OperationHandler operations,
            OperationStreamHandler streams,
            CollectionStreamHandler collections,
            WaitHandler waits,
            ListHandler lists,
            HeartbeatHandler heartbeats,
            HistoryHandler histories) {
        return new RouteTable(page("/", "watch.html", MediaType.TEXT_HTML)
                        .and(page("/openapi.json", "openapi.json", MediaType.APPLICATION_JSON)))
                .on(GET, OPERATION, streamOr(streams::stream, operations::get))
                .on(PATCH, OPERATION, json(operations::update))
                .on(DELETE, OPERATION, withoutBody(json(operations::delete)))
                .on(POST, COMPLETE, json(operations::complete))
                .on(POST, HEARTBEAT, json(heartbeats::renew))
                .on(POST, CANCEL, json(operations::cancel))
                .on(POST, WAIT, json(waits::waitUntilDone))
                .on(GET, WAIT, json(waits::waitUntilDone))
                .on(GET, HISTORY, withoutBody(json(histories::history)))
                .on(GET, COLLECTION, streamOr(collections::stream, lists::list))
                .on(POST, COLLECTION, json(operations::create));
    }

    private static RouterFunction<ServerResponse> page(String path, String resource, MediaType type) {
        return RouterFunctions.route(
                RequestPredicates.path(path).and(RequestPredicates.methods(GET, HEAD)),
                request -> ServerResponse.ok().contentType(type).bodyValue(new ClassPathResource(resource)));
    }

    private static HandlerFunction<ServerResponse> streamOr(
            HandlerFunction<ServerResponse> stream, HandlerFunction<ServerResponse> once) {
        HandlerFunction<ServerResponse> json = json(once);
        return withoutBody(request -> (ContentNegotiation.acceptsStream(request) ? stream : json).handle(request));
    }

    private static HandlerFunction<ServerResponse> json(HandlerFunction<ServerResponse> handler) {
        return request -> handler.handle(ContentNegotiation.requireJson(request));
    }

    private static HandlerFunction<ServerResponse> withoutBody(HandlerFunction<ServerResponse> handler) {
        return request -> RequestBodyDiscarder.discardThenHandle(request, handler);
    }
}
