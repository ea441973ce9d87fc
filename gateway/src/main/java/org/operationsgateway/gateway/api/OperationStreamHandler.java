package org.operationsgateway.gateway.api;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.api.request.ApiRequest;
import org.operationsgateway.gateway.api.request.QueryParameters;
import org.operationsgateway.gateway.stream.StreamFormat;
import org.operationsgateway.gateway.stream.response.StreamResponses;
import org.operationsgateway.gateway.watch.TopicRegistry;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * The handler of GET requests that stream one operation until it is done. Thread-safe.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">WHATWG HTML, Server-sent events</a>
 */
@Component
class OperationStreamHandler implements StreamHandler {

    private final TopicRegistry topics;
    private final StreamResponses responses;

    OperationStreamHandler(TopicRegistry topics, StreamResponses responses) {
        this.topics = topics;
        this.responses = responses;
    }

    @Override
    public Mono<ServerResponse> stream(ServerRequest request, StreamFormat format) {
        OperationName name = ApiRequest.name(request);
        @Nullable String lastEventId = ApiRequest.lastEventId(request);
        return responses.stream(
                format,
                QueryParameters.view(request),
                QueryParameters.delivery(request),
                () -> topics.stream(name, lastEventId));
    }
}
