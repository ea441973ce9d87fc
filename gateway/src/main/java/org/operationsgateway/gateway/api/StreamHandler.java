package org.operationsgateway.gateway.api;

import org.operationsgateway.gateway.stream.StreamFormat;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** A handler of GET requests that prefer a stream. */
@FunctionalInterface
interface StreamHandler {

    /** Responds with a stream in the negotiated format. */
    Mono<ServerResponse> stream(ServerRequest request, StreamFormat format);
}
