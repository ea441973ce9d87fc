package org.operationsgateway.gateway.api;

import java.time.Duration;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.RetryInfo;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.watch.StreamFormat;
import org.operationsgateway.gateway.watch.StreamOptions;
import org.operationsgateway.gateway.watch.StreamOptions.Delivery;
import org.operationsgateway.gateway.watch.WatchMetrics;
import org.operationsgateway.gateway.watch.WatchProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers requests with streams, or turns them away in a way that their clients can recover from. */
@Component
class StreamResponses {

    private final StreamGate gate;
    private final WatchProperties properties;
    private final WatchMetrics metrics;

    StreamResponses(StreamGate gate, WatchProperties properties, WatchMetrics metrics) {
        this.gate = gate;
        this.properties = properties;
        this.metrics = metrics;
    }

    /** How to answer a request for a stream. */
    interface Answer {

        /** Answers; fails if there is nothing to stream. */
        Mono<Void> to(ServerWebExchange exchange, StreamResponse response, StreamOptions options);
    }

    /** A response that is a stream, if there is room for one. */
    Mono<ServerResponse> stream(ServerRequest request, Answer answer) {
        StreamFormat format = Accepts.format(request);
        Delivery delivery =
                request.queryParam("conflate").filter("true"::equals).isPresent()
                        ? Delivery.LATEST_STATE
                        : Delivery.EVERY_STATE;
        StreamOptions options = new StreamOptions(format, delivery, properties.retry(), properties.maxAge());
        return ServerResponse.ok()
                .build((exchange, context) -> Mono.defer(() -> {
                    StreamResponse response = new StreamResponse(exchange);
                    return gate.enter(exchange, response::onEnd)
                            .map(refusal -> turnAway(exchange, response, format, refusal))
                            .orElseGet(() -> answer.to(exchange, response, options)
                                    .onErrorResume(failure -> cannotBegin(exchange, response, format, failure)));
                }));
    }

    /** If the database can't be asked just now, a browser is to come back too. */
    private Mono<Void> cannotBegin(
            ServerWebExchange exchange, StreamResponse response, StreamFormat format, Throwable failure) {
        if (format != StreamFormat.EVENT_STREAM || exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        StatusException status = Failures.status(failure);
        return status.status().code() == Code.UNAVAILABLE
                ? comeBack(
                        exchange, response, properties.retry(), status.reason().name())
                : Mono.error(status);
    }

    /**
     * A browser never comes back from an error, so it is given a stream that says when to come back and ends. A program
     * is told by the status.
     */
    private Mono<Void> turnAway(
            ServerWebExchange exchange, StreamResponse response, StreamFormat format, StreamGate.Refusal refusal) {
        metrics.shed();
        boolean shuttingDown = refusal == StreamGate.Refusal.SHUTTING_DOWN;
        Duration retry = shuttingDown ? properties.retry() : properties.retryOverloaded();
        if (format == StreamFormat.EVENT_STREAM) {
            return comeBack(exchange, response, retry, refusal.name());
        }
        return Mono.error(StatusException.of(
                shuttingDown ? Reason.SHUTTING_DOWN : Reason.OVERLOADED,
                "No further stream is taken here just now: " + refusal + ".",
                new RetryInfo(retry)));
    }

    private static Mono<Void> comeBack(
            ServerWebExchange exchange, StreamResponse response, Duration retry, String reason) {
        StreamOptions options =
                new StreamOptions(StreamFormat.EVENT_STREAM, Delivery.EVERY_STATE, retry, Duration.ZERO);
        return response.stream(exchange, options, sink -> {
            sink.write(options.eventBytes("overloaded", "{\"reason\":\"" + reason + "\"}"));
            sink.complete();
            return () -> {};
        });
    }
}
