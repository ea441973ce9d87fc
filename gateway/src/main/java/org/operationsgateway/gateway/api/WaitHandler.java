package org.operationsgateway.gateway.api;

import io.netty.util.concurrent.EventExecutor;
import java.time.Duration;
import java.util.Optional;
import org.operationsgateway.core.wire.WaitRequest;
import org.operationsgateway.gateway.store.Snapshot;
import org.operationsgateway.gateway.watch.Watch;
import org.operationsgateway.gateway.watch.WatchHub;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers when an operation is done, or when the client has waited long enough, with the operation as it then is. */
@Component
class WaitHandler {

    private final WatchHub hub;
    private final Bodies bodies;
    private final ApiProperties properties;

    WaitHandler(WatchHub hub, Bodies bodies, ApiProperties properties) {
        this.hub = hub;
        this.bodies = bodies;
        this.properties = properties;
    }

    Mono<ServerResponse> waitUntilDone(ServerRequest request) {
        Optional<Duration> asked = Parameters.duration(request, "timeout");
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

    private Mono<Snapshot> waitUntilDone(ServerRequest request, Duration timeout) {
        EventExecutor loop = ServerChannel.of(request.exchange()).eventLoop();
        return Mono.using(
                () -> hub.watch(ApiRequest.name(request)),
                watch -> watch.current().flatMap(now -> laterState(watch, now, timeout, loop)),
                Watch::close);
    }

    private static Mono<Snapshot> laterState(Watch watch, Snapshot now, Duration timeout, EventExecutor loop) {
        if (now.operation().done() || timeout.isZero()) {
            return Mono.just(now);
        }
        return watch.done(now, loop).timeout(timeout, Mono.empty()).then(watch.current());
    }
}
