package org.operationsgateway.gateway.api;

import java.util.stream.Collectors;
import org.operationsgateway.core.wire.OperationJson;
import org.operationsgateway.gateway.store.OperationPages;
import org.operationsgateway.gateway.store.Page;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Lists the operations of a parent, or of the whole service. */
@Component
class ListHandler {

    private final OperationPages pages;

    ListHandler(OperationPages pages) {
        this.pages = pages;
    }

    Mono<ServerResponse> list(ServerRequest request) {
        Parameters.refuse(request, "filter");
        String token = Parameters.text(request, "pageToken").orElse(null);
        return pages.page(ApiRequest.parent(request), Parameters.pageSize(request), token)
                .flatMap(page -> JsonResponse.of(json(page)));
    }

    private static String json(Page page) {
        // A token is made of characters that JSON takes as they are.
        String next = page.nextPageToken() == null ? "" : ",\"nextPageToken\":\"" + page.nextPageToken() + "\"";
        return page.operations().stream()
                .map(OperationJson::write)
                .collect(Collectors.joining(",", "{\"operations\":[", "]" + next + "}"));
    }
}
