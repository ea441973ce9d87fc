package org.operationsgateway.gateway.api;

import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.wire.Completion;
import org.operationsgateway.core.wire.MetadataUpdate;
import org.operationsgateway.core.wire.OperationDraft;
import org.operationsgateway.gateway.api.negotiation.IfNoneMatch;
import org.operationsgateway.gateway.api.request.ApiProperties;
import org.operationsgateway.gateway.api.request.ApiProperties.EmptyResult;
import org.operationsgateway.gateway.api.request.ApiRequest;
import org.operationsgateway.gateway.api.request.CreateOptionsParser;
import org.operationsgateway.gateway.api.request.Etags;
import org.operationsgateway.gateway.api.request.QueryParameters;
import org.operationsgateway.gateway.api.request.RequestBodies;
import org.operationsgateway.gateway.api.request.RequestFingerprints;
import org.operationsgateway.gateway.http.RequestMemory;
import org.operationsgateway.gateway.memory.Reservation;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.security.limit.OperationLimit;
import org.operationsgateway.gateway.store.CreateOptions;
import org.operationsgateway.gateway.store.OperationReader;
import org.operationsgateway.gateway.store.OperationWriter;
import org.operationsgateway.gateway.store.RequestFingerprint;
import org.operationsgateway.gateway.store.filter.Scope;
import org.operationsgateway.gateway.view.View;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The handler of the standard methods and state changes of a single operation. Thread-safe. */
@Component
class OperationHandler {

    private static final String EMPTY = "{}";

    private final OperationReader reader;
    private final OperationWriter writer;
    private final ConditionalChanges changes;
    private final RequestBodies bodies;
    private final OperationIdGenerator ids;
    private final CreateOptionsParser createOptions;
    private final OperationLimit limit;
    private final EmptyResult emptyResult;

    OperationHandler(
            OperationReader reader,
            OperationWriter writer,
            ConditionalChanges changes,
            RequestBodies bodies,
            OperationIdGenerator ids,
            CreateOptionsParser createOptions,
            OperationLimit limit,
            ApiProperties properties) {
        this.reader = reader;
        this.writer = writer;
        this.changes = changes;
        this.bodies = bodies;
        this.ids = ids;
        this.createOptions = createOptions;
        this.limit = limit;
        this.emptyResult = properties.emptyResult();
    }

    /** Creates an operation, with a generated id if the request contains none. */
    Mono<ServerResponse> create(ServerRequest request) {
        CreateOptions options = createOptions.parse(request);
        String id = QueryParameters.text(request, "operationId").orElseGet(ids::next);
        OperationName name = new OperationName(Scope.requireOneParent(ApiRequest.parent(request)), id);
        Mono<StoredOperation> creation = bodies.read(request).flatMap(body -> {
            OperationDraft draft = OperationDraft.parse(body);
            RequestFingerprint fingerprint =
                    RequestFingerprints.of(request, body).orElse(null);
            return writer.create(emptyResult.of(draft.named(name)), options, fingerprint);
        });
        return respond(request, limit.limit(options.creator(), creation));
    }

    /** Responds with the current state of an operation, or that the client has it already. */
    Mono<ServerResponse> get(ServerRequest request) {
        View view = QueryParameters.view(request);
        Reservation memory = RequestMemory.of(request.exchange()).response();
        return reader.current(ApiRequest.name(request), memory)
                .flatMap(operation -> view.isIdentifiedByEtag() && IfNoneMatch.contains(request, Etags.of(operation))
                        ? JsonResponse.notModified(operation)
                        : JsonResponse.ok(operation, view));
    }

    /** Replaces the metadata of a running operation. */
    Mono<ServerResponse> update(ServerRequest request) {
        QueryParameters.checkUpdateMask(request);
        OperationName name = ApiRequest.name(request);
        return respond(request, bodies.read(request).flatMap(body -> {
            MetadataUpdate update = MetadataUpdate.parse(body);
            RequestFingerprint fingerprint =
                    RequestFingerprints.ofChange(request, body).orElse(null);
            return changes.apply(request, expected -> writer.update(name, update.metadata(), expected, fingerprint));
        }));
    }

    /** Ends a running operation with an outcome. */
    Mono<ServerResponse> complete(ServerRequest request) {
        OperationName name = ApiRequest.name(request);
        return respond(request, bodies.read(request).flatMap(body -> {
            Completion completion = Completion.parse(body);
            Outcome outcome = emptyResult.of(completion.outcome());
            RequestFingerprint fingerprint =
                    RequestFingerprints.ofChange(request, body).orElse(null);
            return changes.apply(
                    request, expected -> writer.complete(name, outcome, completion.metadata(), expected, fingerprint));
        }));
    }

    /**
     * Requests the cancellation of an operation. The body is read to enforce its limit, and ignored. A retry changes
     * nothing, with or without a request id.
     */
    Mono<ServerResponse> cancel(ServerRequest request) {
        return bodies.read(request)
                .doOnNext(body -> RequestFingerprints.checkId(request))
                .flatMap(body -> writer.cancel(ApiRequest.name(request)))
                .flatMap(operation -> JsonResponse.ok(EMPTY));
    }

    /** Deletes an operation, running or done. */
    Mono<ServerResponse> delete(ServerRequest request) {
        OperationName name = ApiRequest.name(request);
        return changes.apply(request, expected -> writer.delete(name, expected))
                .then(Mono.defer(() -> JsonResponse.ok(EMPTY)));
    }

    private static Mono<ServerResponse> respond(ServerRequest request, Mono<StoredOperation> operation) {
        View view = QueryParameters.view(request);
        return operation.flatMap(stored -> JsonResponse.ok(stored, view));
    }
}
