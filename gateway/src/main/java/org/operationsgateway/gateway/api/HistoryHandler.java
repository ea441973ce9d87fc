package org.operationsgateway.gateway.api;

import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.wire.OperationJson;
import org.operationsgateway.gateway.api.request.ApiRequest;
import org.operationsgateway.gateway.api.request.QueryParameters;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.store.page.HistoryPages;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The handler of {@code :history} requests, which list the revisions of an operation. Thread-safe. */
@Component
class HistoryHandler {

    private final HistoryPages pages;

    HistoryHandler(HistoryPages pages) {
        this.pages = pages;
    }

    /** Responds with one page of the revisions, oldest first. */
    Mono<ServerResponse> listHistory(ServerRequest request) {
        String token = QueryParameters.text(request, "pageToken").orElse(null);
        return pages.page(ApiRequest.name(request), QueryParameters.pageSize(request), token)
                .flatMap(page -> JsonResponse.page(
                        "events",
                        page.items().stream().map(HistoryHandler::event).toList(),
                        page.nextPageToken()));
    }

    private static String event(Revision revision) {
        return switch (revision) {
            case Revision.Changed changed -> event(revision, changed.operation());
            case Revision.CancelRequested request -> event(revision, request.operation());
            case Revision.Deleted deleted -> event(revision, 0).build();
        };
    }

    private static String event(Revision revision, Operation operation) {
        String json = OperationJson.write(operation);
        return event(revision, json.length()).raw("operation", json).build();
    }

    private static JsonBuilder event(Revision revision, int operationLength) {
        return JsonBuilder.object(operationLength + 128)
                // In the JSON mapping of protocol buffers, a 64-bit integer is a string.
                .string("revision", Long.toString(revision.id().number()))
                .string("time", revision.time().toString());
    }
}
