package org.operationsgateway.gateway.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.wire.Completion;
import org.operationsgateway.core.wire.MetadataUpdate;
import org.operationsgateway.core.wire.OperationDraft;
import org.operationsgateway.gateway.api.request.ApiRequest;
import org.operationsgateway.gateway.api.request.CreateOptionsParser;
import org.operationsgateway.gateway.api.request.Etags;
import org.operationsgateway.gateway.api.request.QueryParameters;
import org.operationsgateway.gateway.api.request.RequestBodies;
import org.operationsgateway.gateway.api.request.RequestFingerprints;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.store.CreateOptions;
import org.operationsgateway.gateway.store.OperationReader;
import org.operationsgateway.gateway.store.OperationWriter;
import org.operationsgateway.gateway.store.RequestFingerprint;
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
    private final RequestBodies bodies;
    private final OperationIds ids;
    private final CreateOptionsParser terms;

    OperationHandler(
            OperationReader reader,
            OperationWriter writer,
            RequestBodies bodies,
            OperationIds ids,
            CreateOptionsParser terms) {
        this.reader = reader;
        this.writer = writer;
        this.bodies = bodies;
        this.ids = ids;
        this.terms = terms;
    }

    Mono<ServerResponse> create(ServerRequest request) {
        CreateOptions agreed = terms.parse(request);
        String id = QueryParameters.text(request, "operationId").orElseGet(ids::next);
        OperationName name = new OperationName(ApiRequest.parent(request), id);
        return answer(request, bodies.read(request).flatMap(body -> {
            OperationDraft draft = OperationDraft.parse(body);
            RequestFingerprint once = RequestFingerprints.of(request, body).orElse(null);
            return writer.create(draft.named(name), agreed, once);
        }));
    }

    Mono<ServerResponse> get(ServerRequest request) {
        return answer(request, reader.current(ApiRequest.name(request)));
    }

    Mono<ServerResponse> update(ServerRequest request) {
        QueryParameters.checkUpdateMask(request);
        return answer(
                request,
                bodies.read(request)
                        .map(MetadataUpdate::parse)
                        .flatMap(update -> expecting(
                                request,
                                expected -> writer.update(
                                        ApiRequest.name(request), update.metadata(), expected.orElse(null)))));
    }

    Mono<ServerResponse> complete(ServerRequest request) {
        return answer(
                request,
                bodies.read(request)
                        .map(Completion::parse)
                        .flatMap(completion -> expecting(
                                request,
                                expected -> writer.complete(
                                        ApiRequest.name(request),
                                        completion.outcome(),
                                        completion.metadata(),
                                        expected.orElse(null)))));
    }

    /** What the body says, if anything, is of no consequence; it is read all the same, to bound it. */
    Mono<ServerResponse> cancel(ServerRequest request) {
        return bodies.read(request)
                .flatMap(ignored -> writer.cancel(ApiRequest.name(request)))
                .flatMap(snapshot -> JsonResponse.of(EMPTY));
    }

    Mono<ServerResponse> delete(ServerRequest request) {
        return expecting(request, expected -> writer.delete(ApiRequest.name(request), expected.orElse(null)))
                .then(Mono.defer(() -> JsonResponse.of(EMPTY)));
    }

    private static Mono<ServerResponse> answer(ServerRequest request, Mono<StoredOperation> operation) {
        View view = View.of(request);
        return operation.flatMap(snapshot -> JsonResponse.of(snapshot, view));
    }

    /** Makes a change on the condition that the request makes; of several states, that is the one it is in, if any. */
    private <T> Mono<T> expecting(ServerRequest request, Function<Optional<RevisionId>, Mono<T>> change) {
        List<RevisionId> expected = Etags.expected(request);
        return expected.size() <= 1
                ? change.apply(expected.stream().findFirst())
                : reader.current(ApiRequest.name(request))
                        .map(StoredOperation::id)
                        .filter(expected::contains)
                        .defaultIfEmpty(expected.getFirst())
                        .flatMap(id -> change.apply(Optional.of(id)));
    }
}
