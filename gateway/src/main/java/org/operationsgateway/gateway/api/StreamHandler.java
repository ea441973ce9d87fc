package org.operationsgateway.gateway.api;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.watch.Resumption;
import org.operationsgateway.gateway.watch.Watch;
import org.operationsgateway.gateway.watch.WatchHub;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Streams one operation's changes until it is done.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">WHATWG HTML, Server-sent events</a>
 */
@Component
class StreamHandler {

    private final WatchHub hub;
    private final StreamResponses responses;

    StreamHandler(WatchHub hub, StreamResponses responses) {
        this.hub = hub;
        this.responses = responses;
    }

    Mono<ServerResponse> watch(ServerRequest request) {
        OperationName name = ApiRequest.name(request);
        String lastEventId = lastEventId(request);
        return responses.stream(request, (exchange, response, options) -> {
            Watch watch = hub.watch(name);
            response.onEnd(watch::close);
            return watch.current()
                    .publishOn(Schedulers.fromExecutor(response.loop()))
                    .flatMap(now -> {
                        Resumption from = Resumption.of(lastEventId, now);
                        return from instanceof Resumption.Finished
                                ? nothing(exchange)
                                : response.stream(
                                        exchange,
                                        options,
                                        sink -> watch.subscribe(from, sink, response.loop(), options)::resume);
                    });
        });
    }

    /** What the client saw last, by the header that browsers send, else by the parameter for those that can't. */
    static @Nullable String lastEventId(ServerRequest request) {
        String header = request.headers().firstHeader("Last-Event-ID");
        return header != null ? header : request.queryParam("lastEventId").orElse(null);
    }

    /** An EventSource that gets this answer doesn't come back. */
    private static Mono<Void> nothing(ServerWebExchange exchange) {
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        return exchange.getResponse().setComplete();
    }
}
