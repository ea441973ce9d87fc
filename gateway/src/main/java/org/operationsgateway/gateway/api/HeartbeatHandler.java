package org.operationsgateway.gateway.api;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.wire.Heartbeat;
import org.operationsgateway.gateway.api.request.ApiRequest;
import org.operationsgateway.gateway.api.request.CreateOptionsParser;
import org.operationsgateway.gateway.api.request.RequestBodies;
import org.operationsgateway.gateway.api.request.RequestFingerprints;
import org.operationsgateway.gateway.revision.LeaseStatus;
import org.operationsgateway.gateway.store.OperationWriter;
import org.operationsgateway.gateway.store.RequestFingerprint;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The handler of producer heartbeats. Thread-safe. */
@Component
class HeartbeatHandler {

    private final OperationWriter writer;
    private final RequestBodies bodies;

    HeartbeatHandler(OperationWriter writer, RequestBodies bodies) {
        this.writer = writer;
        this.bodies = bodies;
    }

    /** Renews the lease of an operation. Responds with its expiry and with whether a cancellation was requested. */
    Mono<ServerResponse> renew(ServerRequest request) {
        return bodies.read(request)
                .flatMap(body -> renew(
                        ApiRequest.name(request),
                        Heartbeat.parse(body),
                        RequestFingerprints.ofChange(request, body).orElse(null)))
                .flatMap(status -> JsonResponse.ok(json(status)));
    }

    private Mono<LeaseStatus> renew(OperationName name, Heartbeat heartbeat, @Nullable RequestFingerprint request) {
        Duration lease = heartbeat.lease();
        return writer.renew(
                name, heartbeat.metadata(), lease == null ? null : CreateOptionsParser.checkLease(lease), request);
    }

    private static String json(LeaseStatus status) {
        JsonBuilder json = JsonBuilder.object().bool("cancelRequested", status.cancelRequested());
        Instant expireTime = status.leaseExpireTime();
        return expireTime == null
                ? json.build()
                : json.string("leaseExpireTime", expireTime.toString()).build();
    }
}
