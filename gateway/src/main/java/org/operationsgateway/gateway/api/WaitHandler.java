package org.operationsgateway.gateway.api;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.Optional;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.wire.WaitRequest;
import org.operationsgateway.gateway.api.request.ApiProperties;
import org.operationsgateway.gateway.api.request.ApiRequest;
import org.operationsgateway.gateway.api.request.QueryParameters;
import org.operationsgateway.gateway.api.request.RequestBodies;
import org.operationsgateway.gateway.http.RequestMemory;
import org.operationsgateway.gateway.http.ServerChannel;
import org.operationsgateway.gateway.memory.Reservation;
import org.operationsgateway.gateway.view.View;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The handler of {@code :wait} requests. Thread-safe. */
@Component
class WaitHandler {

    private final OperationWaiter waiter;
    private final RequestBodies bodies;
    private final ApiProperties properties;

    WaitHandler(OperationWaiter waiter, RequestBodies bodies, ApiProperties properties) {
        this.waiter = waiter;
        this.bodies = bodies;
        this.properties = properties;
    }

    /** Responds with the operation when it is done, or at the timeout. The query parameter overrides the body. */
    Mono<ServerResponse> waitOperation(ServerRequest request) {
        Optional<Duration> parameter = QueryParameters.duration(request, "timeout");
        View view = QueryParameters.view(request);
        OperationName name = ApiRequest.name(request);
        EventExecutor loop = ServerChannel.of(request.exchange()).eventLoop();
        Reservation memory = RequestMemory.of(request.exchange()).response();
        return bodies.read(request)
                .map(WaitRequest::parse)
                .map(body -> properties.waitTimeout(parameter.orElse(body.timeout())))
                .flatMap(timeout -> waiter.await(name, timeout, loop, memory))
                .flatMap(operation -> JsonResponse.ok(operation, view));
    }
}
