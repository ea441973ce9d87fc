package org.operationsgateway.gateway.api;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.api.request.ApiRequest;
import org.operationsgateway.gateway.api.request.QueryParameters;
import org.operationsgateway.gateway.api.request.ScopeParser;
import org.operationsgateway.gateway.collection.CollectionStreams;
import org.operationsgateway.gateway.store.filter.Scope;
import org.operationsgateway.gateway.stream.StreamFormat;
import org.operationsgateway.gateway.stream.response.StreamResponses;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** The handler of GET requests that stream the operations of a collection. Thread-safe. */
@Component
class CollectionStreamHandler implements StreamHandler {

    private final CollectionStreams collections;
    private final StreamResponses responses;

    CollectionStreamHandler(CollectionStreams collections, StreamResponses responses) {
        this.collections = collections;
        this.responses = responses;
    }

    @Override
    public Mono<ServerResponse> stream(ServerRequest request, StreamFormat format) {
        Scope scope = ScopeParser.parseStream(request);
        @Nullable String lastEventId = ApiRequest.lastEventId(request);
        return responses.stream(
                format,
                QueryParameters.view(request),
                QueryParameters.delivery(request),
                () -> collections.stream(scope, lastEventId));
    }
}
