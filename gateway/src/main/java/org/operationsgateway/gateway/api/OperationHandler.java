package org.operationsgateway.gateway.api;

import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Cancellation;
import org.operationsgateway.core.wire.Completion;
import org.operationsgateway.core.wire.MetadataUpdate;
import org.operationsgateway.core.wire.OperationDraft;
import org.operationsgateway.gateway.store.OperationReader;
import org.operationsgateway.gateway.store.OperationWriter;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Creates, reads, changes and deletes one operation at a request. */
@Component
class OperationHandler {

    private static final String EMPTY = "{}";

    private final OperationReader reader;
    private final OperationWriter writer;
    private final Bodies bodies;
    private final OperationIds ids;

    OperationHandler(OperationReader reader, OperationWriter writer, Bodies bodies, OperationIds ids) {
        this.reader = reader;
        this.writer = writer;
        this.bodies = bodies;
        this.ids = ids;
    }

    Mono<ServerResponse> create(ServerRequest request) {
        Parameters.refuse(request, "requestId", "lease", "timeout", "ttl");
        Cancellation cancellation = Parameters.cancellation(request);
        String id = Parameters.text(request, "operationId").orElseGet(ids::next);
        OperationName name = new OperationName(ApiRequest.parent(request), id);
        return bodies.read(request)
                .map(OperationDraft::parse)
                .flatMap(draft -> writer.create(draft.named(name), cancellation))
                .flatMap(JsonResponse::of);
    }

    Mono<ServerResponse> get(ServerRequest request) {
        return reader.current(ApiRequest.name(request)).flatMap(JsonResponse::of);
    }

    Mono<ServerResponse> update(ServerRequest request) {
        Parameters.checkUpdateMask(request);
        return bodies.read(request)
                .map(MetadataUpdate::parse)
                .flatMap(update -> writer.update(ApiRequest.name(request), update.metadata()))
                .flatMap(JsonResponse::of);
    }

    Mono<ServerResponse> complete(ServerRequest request) {
        return bodies.read(request)
                .map(Completion::parse)
                .flatMap(completion ->
                        writer.complete(ApiRequest.name(request), completion.outcome(), completion.metadata()))
                .flatMap(JsonResponse::of);
    }

    /** What the body says, if anything, is of no consequence; it is read all the same, to bound it. */
    Mono<ServerResponse> cancel(ServerRequest request) {
        return bodies.read(request)
                .flatMap(ignored -> writer.cancel(ApiRequest.name(request)))
                .flatMap(snapshot -> JsonResponse.of(EMPTY));
    }

    Mono<ServerResponse> delete(ServerRequest request) {
        return writer.delete(ApiRequest.name(request)).then(Mono.defer(() -> JsonResponse.of(EMPTY)));
    }
}
