package org.operationsgateway.gateway.api;

import org.operationsgateway.gateway.api.request.QueryParameters;
import org.operationsgateway.gateway.api.request.ScopeParser;
import org.operationsgateway.gateway.http.RequestMemory;
import org.operationsgateway.gateway.memory.Reservation;
import org.operationsgateway.gateway.store.page.OperationPages;
import org.operationsgateway.gateway.view.View;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The handler of list requests. Thread-safe. */
@Component
class ListHandler {

    private final OperationPages pages;

    ListHandler(OperationPages pages) {
        this.pages = pages;
    }

    private static Reservation memory(ServerRequest request) {
        return RequestMemory.of(request.exchange()).response();
    }

    /** Responds with one page of the operations in the scope of a request, newest first. */
    Mono<ServerResponse> list(ServerRequest request) {
        View view = QueryParameters.view(request);
        String token = QueryParameters.text(request, "pageToken").orElse(null);
        return pages.page(ScopeParser.parse(request), QueryParameters.pageSize(request), token, memory(request))
                .flatMap(page -> JsonResponse.page(
                        "operations", page.items().stream().map(view::json).toList(), page.nextPageToken()));
    }
}
