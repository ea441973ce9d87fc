package org.operationsgateway.gateway.api;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.CollectionStream;
import org.operationsgateway.gateway.collection.Collections;
import org.operationsgateway.gateway.store.Scope;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Streams the changes of a parent's operations, of those of every parent like it, or of the whole service's. */
@Component
class CollectionHandler {

    private final Collections collections;
    private final StreamResponses responses;

    CollectionHandler(Collections collections, StreamResponses responses) {
        this.collections = collections;
        this.responses = responses;
    }

    Mono<ServerResponse> watch(ServerRequest request) {
        Scope scope = Scopes.of(request);
        @Nullable String lastEventId = StreamHandler.lastEventId(request);
        return responses.stream(request, (exchange, response, options) -> {
            CollectionStream stream = collections.stream(scope, lastEventId);
            response.onEnd(stream::close);
            return response.stream(exchange, options, sink -> stream.subscribe(sink, response.loop(), options)::resume);
        });
    }
}
