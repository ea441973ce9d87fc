package org.operationsgateway.gateway.api;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.Optional;
import org.operationsgateway.core.wire.WaitRequest;
import org.operationsgateway.gateway.api.request.ApiProperties;
import org.operationsgateway.gateway.api.request.ApiRequest;
import org.operationsgateway.gateway.api.request.QueryParameters;
import org.operationsgateway.gateway.api.request.RequestBodies;
import org.operationsgateway.gateway.http.ServerChannel;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.watch.TopicRegistry;
import org.operationsgateway.gateway.watch.Watch;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers when an operation is done, or when the client has waited long enough, with the operation as it then is. */
@Component
class WaitHandler {

    private final TopicRegistry topics;
    private final RequestBodies bodies;
    private final ApiProperties properties;

    WaitHandler(TopicRegistry topics, RequestBodies bodies, ApiProperties properties) {
        this.topics = topics;
        this.bodies = bodies;
        this.properties = properties;
    }

    Mono<ServerResponse> waitUntilDone(ServerRequest request) {
        Optional<Duration> asked = QueryParameters.duration(request, "timeout");
        View view = View.of(request);
        return bodies.read(request)
                .map(WaitRequest::parse)
                .map(body -> timeout(asked.or(() -> Optional.ofNullable(body.timeout()))))
                .flatMap(timeout -> waitUntilDone(request, timeout))
                .flatMap(snapshot -> JsonResponse.of(snapshot, view));
    }

    private Duration timeout(Optional<Duration> asked) {
        Duration timeout = asked.orElse(properties.defaultWait());
        return timeout.compareTo(properties.maxWait()) > 0 ? properties.maxWait() : timeout;
    }

    private Mono<StoredOperation> waitUntilDone(ServerRequest request, Duration timeout) {
        EventExecutor loop = ServerChannel.of(request.exchange()).eventLoop();
        return Mono.using(
                () -> topics.watch(ApiRequest.name(request)),
                watch -> watch.current().flatMap(now -> laterState(watch, now, timeout, loop)),
                Watch::close);
    }

    private static Mono<StoredOperation> laterState(
            Watch watch, StoredOperation now, Duration timeout, EventExecutor loop) {
        if (now.operation().done() || timeout.isZero()) {
            return Mono.just(now);
        }
        return watch.done(now, loop).timeout(timeout, Mono.empty()).then(watch.current());
    }
}
