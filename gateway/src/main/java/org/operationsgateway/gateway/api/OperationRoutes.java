package org.operationsgateway.gateway.api;

import static org.operationsgateway.gateway.api.request.RouteParameters.ofChange;
import static org.operationsgateway.gateway.api.request.RouteParameters.ofRead;
import static org.operationsgateway.gateway.api.request.RouteTarget.CANCEL;
import static org.operationsgateway.gateway.api.request.RouteTarget.COLLECTION;
import static org.operationsgateway.gateway.api.request.RouteTarget.COMPLETE;
import static org.operationsgateway.gateway.api.request.RouteTarget.HEARTBEAT;
import static org.operationsgateway.gateway.api.request.RouteTarget.HISTORY;
import static org.operationsgateway.gateway.api.request.RouteTarget.OPERATION;
import static org.operationsgateway.gateway.api.request.RouteTarget.WAIT;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import java.util.Optional;
import org.operationsgateway.gateway.api.negotiation.ContentNegotiation;
import org.operationsgateway.gateway.api.request.RouteParameters;
import org.operationsgateway.gateway.http.RequestBodyDiscarder;
import org.operationsgateway.gateway.page.StaticFiles;
import org.operationsgateway.gateway.security.grant.Permission;
import org.operationsgateway.gateway.stream.StreamFormat;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The routes of the API. */
@Configuration(proxyBeanMethods = false)
class OperationRoutes {

    private static final String SESSION = "/v1/session";
    private static final RouteParameters VIEW = ofRead("view");
    private static final RouteParameters LIST =
            ofRead("filter", "name", "pageSize", "pageToken", "returnPartialSuccess", "view");
    private static final RouteParameters COLLECTION_STREAM =
            ofRead("conflate", "filter", "lastEventId", "name", "ticket", "view");
    private static final RouteParameters OPERATION_STREAM = ofRead("conflate", "lastEventId", "ticket", "view");
    private static final RouteParameters CREATE =
            ofChange("cancellation", "lease", "operationId", "requestId", "timeout", "ttl", "view");
    private static final RouteParameters AWAIT = ofRead("timeout", "view");

    @Bean
    RouteTable routes(
            OperationHandler operations,
            ListHandler lists,
            HistoryHandler histories,
            HeartbeatHandler heartbeats,
            WaitHandler waits,
            OperationStreamHandler operationStreams,
            CollectionStreamHandler collectionStreams,
            TicketHandler tickets,
            SessionHandler sessions) {
        return new RouteTable(StaticFiles.routes()
                        .and(RouterFunctions.route(
                                RequestPredicates.POST("/v1/tickets"), json(ofChange("ticket"), tickets::issue)))
                        .and(sessionRoutes(sessions)))
                .on(
                        GET,
                        COLLECTION,
                        new RoutePermission(Permission.LIST, Permission.WATCH),
                        streamOrJson(collectionStreams, json(LIST, lists::list), COLLECTION_STREAM))
                .on(POST, COLLECTION, RoutePermission.of(Permission.CREATE), json(CREATE, operations::create))
                .on(
                        GET,
                        OPERATION,
                        new RoutePermission(Permission.GET, Permission.WATCH),
                        streamOrJson(operationStreams, json(VIEW, operations::get), OPERATION_STREAM))
                .on(
                        PATCH,
                        OPERATION,
                        RoutePermission.of(Permission.UPDATE),
                        json(ofChange("updateMask", "etag", "requestId", "view"), operations::update))
                .on(
                        DELETE,
                        OPERATION,
                        RoutePermission.of(Permission.DELETE),
                        withoutBody(json(ofChange("etag"), operations::delete)))
                .on(
                        POST,
                        COMPLETE,
                        RoutePermission.of(Permission.UPDATE),
                        json(ofChange("etag", "requestId", "view"), operations::complete))
                .on(
                        POST,
                        CANCEL,
                        RoutePermission.of(Permission.CANCEL),
                        json(ofChange("requestId"), operations::cancel))
                .on(
                        POST,
                        HEARTBEAT,
                        RoutePermission.of(Permission.UPDATE),
                        json(ofChange("requestId"), heartbeats::renew))
                .on(POST, WAIT, RoutePermission.of(Permission.WAIT), json(AWAIT, waits::waitOperation))
                .on(GET, WAIT, RoutePermission.of(Permission.WAIT), json(AWAIT, waits::waitOperation))
                .on(
                        GET,
                        HISTORY,
                        RoutePermission.of(Permission.HISTORY),
                        withoutBody(json(ofRead("pageSize", "pageToken"), histories::listHistory)));
    }

    private static RouterFunction<ServerResponse> sessionRoutes(SessionHandler sessions) {
        return RouterFunctions.route(RequestPredicates.GET(SESSION), json(ofRead(), sessions::get))
                .andRoute(RequestPredicates.POST(SESSION), withoutBody(json(ofChange(), sessions::begin)))
                .andRoute(RequestPredicates.DELETE(SESSION), withoutBody(json(ofChange("principal"), sessions::end)));
    }

    private static HandlerFunction<ServerResponse> streamOrJson(
            StreamHandler streams, HandlerFunction<ServerResponse> json, RouteParameters streamParameters) {
        return withoutBody(request -> {
            Optional<StreamFormat> format = ContentNegotiation.streamFormat(request);
            return format.isPresent()
                    ? streams.stream(streamParameters.check(request), format.get())
                    : json.handle(request);
        });
    }

    private static HandlerFunction<ServerResponse> json(
            RouteParameters parameters, HandlerFunction<ServerResponse> handler) {
        return request -> handler.handle(parameters.check(ContentNegotiation.requireJson(request)));
    }

    private static HandlerFunction<ServerResponse> withoutBody(HandlerFunction<ServerResponse> handler) {
        return request -> RequestBodyDiscarder.discardThenHandle(request, handler);
    }
}
