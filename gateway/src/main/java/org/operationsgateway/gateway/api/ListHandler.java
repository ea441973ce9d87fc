package org.operationsgateway.gateway.api;

import java.util.stream.Collectors;
import org.operationsgateway.gateway.api.request.QueryParameters;
import org.operationsgateway.gateway.api.request.ScopeParser;
import org.operationsgateway.gateway.store.OperationPage;
import org.operationsgateway.gateway.store.OperationPages;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Lists the operations of a parent, of every parent like it, or of the whole service. */
@Component
class ListHandler {

    private final OperationPages pages;

    ListHandler(OperationPages pages) {
        this.pages = pages;
    }

    Mono<ServerResponse> list(ServerRequest request) {
        View view = View.of(request);
        String token = QueryParameters.text(request, "pageToken").orElse(null);
        return pages.page(ScopeParser.parse(request), QueryParameters.pageSize(request), token)
                .flatMap(page -> JsonResponse.of(json(page, view)));
    }

    private static String json(OperationPage page, View view) {
        return page.operations().stream()
                .map(view::json)
                .collect(Collectors.joining(
                        ",", "{\"operations\":[", "]" + JsonResponse.nextPageToken(page.nextPageToken()) + "}"));
    }
}
