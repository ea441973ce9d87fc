package org.operationsgateway.gateway.api;

import java.time.Duration;
import java.time.Instant;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.wire.Heartbeat;
import org.operationsgateway.gateway.api.request.ApiRequest;
import org.operationsgateway.gateway.api.request.CreateOptionsParser;
import org.operationsgateway.gateway.api.request.RequestBodies;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.store.OperationWriter;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Hears that a producer is still at work, and tells it whether to go on, and until when. */
@Component
class HeartbeatHandler {

    private final OperationWriter writer;
    private final RequestBodies bodies;

    HeartbeatHandler(OperationWriter writer, RequestBodies bodies) {
        this.writer = writer;
        this.bodies = bodies;
    }

    Mono<ServerResponse> renew(ServerRequest request) {
        return bodies.read(request)
                .map(Heartbeat::parse)
                .flatMap(heartbeat -> renew(ApiRequest.name(request), heartbeat))
                .flatMap(snapshot -> JsonResponse.of(json(snapshot)));
    }

    private Mono<StoredOperation> renew(OperationName name, Heartbeat heartbeat) {
        Duration lease = heartbeat.lease();
        return writer.renew(name, heartbeat.metadata(), lease == null ? null : CreateOptionsParser.checkLease(lease));
    }

    private static String json(StoredOperation snapshot) {
        Instant expires = snapshot.leaseExpireTime();
        String lease = expires == null ? "" : ",\"leaseExpireTime\":\"" + expires + "\"";
        return "{\"cancelRequested\":" + snapshot.cancelRequested() + lease + "}";
    }
}
