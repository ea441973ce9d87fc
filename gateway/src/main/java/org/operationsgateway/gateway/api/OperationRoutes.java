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

import java.util.Optional;
import org.operationsgateway.gateway.api.request.ContentNegotiation;
import org.operationsgateway.gateway.http.RequestBodyDiscarder;
import org.operationsgateway.gateway.stream.StreamFormat;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The routes of the API. */
@Configuration(proxyBeanMethods = false)
class OperationRoutes {

    @Bean
    RouteTable routes(
            OperationHandler operations,
            ListHandler lists,
            HistoryHandler histories,
            HeartbeatHandler heartbeats,
            WaitHandler waits,
            OperationStreamHandler operationStreams,
            CollectionStreamHandler collectionStreams) {
        return new RouteTable(page("/", "watch.html", MediaType.TEXT_HTML)
                        .and(page("/openapi.json", "openapi.json", MediaType.APPLICATION_JSON)))
                .on(GET, COLLECTION, streamOrJson(collectionStreams, lists::list))
                .on(POST, COLLECTION, json(operations::create))
                .on(GET, OPERATION, streamOrJson(operationStreams, operations::get))
                .on(PATCH, OPERATION, json(operations::update))
                .on(DELETE, OPERATION, withoutBody(json(operations::delete)))
                .on(POST, COMPLETE, json(operations::complete))
                .on(POST, CANCEL, json(operations::cancel))
                .on(POST, HEARTBEAT, json(heartbeats::renew))
                .on(POST, WAIT, json(waits::waitOperation))
                .on(GET, WAIT, json(waits::waitOperation))
                .on(GET, HISTORY, withoutBody(json(histories::listHistory)));
    }

    private static RouterFunction<ServerResponse> page(String path, String resource, MediaType type) {
        return RouterFunctions.route(
                RequestPredicates.path(path).and(RequestPredicates.methods(GET, HEAD)),
                request -> ServerResponse.ok().contentType(type).bodyValue(new ClassPathResource(resource)));
    }

    private static HandlerFunction<ServerResponse> streamOrJson(
            StreamHandler streams, HandlerFunction<ServerResponse> json) {
        return withoutBody(request -> {
            Optional<StreamFormat> format = ContentNegotiation.streamFormat(request);
            return format.isPresent() ? streams.stream(request, format.get()) : json.handle(request);
        });
    }

    private static HandlerFunction<ServerResponse> json(HandlerFunction<ServerResponse> handler) {
        return request -> handler.handle(ContentNegotiation.requireJson(request));
    }

    private static HandlerFunction<ServerResponse> withoutBody(HandlerFunction<ServerResponse> handler) {
        return request -> RequestBodyDiscarder.discardThenHandle(request, handler);
    }
}
