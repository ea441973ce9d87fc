package org.operationsgateway.gateway.api;

import java.util.stream.Collectors;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.wire.OperationJson;
import org.operationsgateway.gateway.api.request.ApiRequest;
import org.operationsgateway.gateway.api.request.QueryParameters;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.store.HistoryPages;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Tells the states that an operation has been in. */
@Component
class HistoryHandler {

    private final HistoryPages pages;

    HistoryHandler(HistoryPages pages) {
        this.pages = pages;
    }

    Mono<ServerResponse> history(ServerRequest request) {
        String token = QueryParameters.text(request, "pageToken").orElse(null);
        return pages.page(ApiRequest.name(request), QueryParameters.pageSize(request), token)
                .flatMap(page -> JsonResponse.of(json(page)));
    }

    private static String json(HistoryPages.Page page) {
        return page.revisions().stream()
                .map(HistoryHandler::json)
                .collect(Collectors.joining(
                        ",", "{\"events\":[", "]" + JsonResponse.nextPageToken(page.nextPageToken()) + "}"));
    }

    /** As a 64-bit integer, the revision is a string in JSON. */
    private static String json(Revision revision) {
        return "{\"revision\":\"" + revision.id().number() + "\",\"time\":\"" + revision.time() + "\""
                + switch (revision) {
                    case Revision.Changed changed -> operation(changed.operation());
                    case Revision.CancelRequested request -> operation(request.operation());
                    case Revision.Deleted deleted -> "}";
                };
    }

    private static String operation(Operation operation) {
        return ",\"operation\":" + OperationJson.write(operation) + "}";
    }
}
