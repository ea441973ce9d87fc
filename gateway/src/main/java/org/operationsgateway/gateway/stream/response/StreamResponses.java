package org.operationsgateway.gateway.stream.response;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.RetryInfo;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.http.failure.ErrorMapper;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.security.principal.CredentialIds;
import org.operationsgateway.gateway.security.revocation.Revocations;
import org.operationsgateway.gateway.stream.OpenStream;
import org.operationsgateway.gateway.stream.StreamFormat;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.operationsgateway.gateway.stream.StreamOptions;
import org.operationsgateway.gateway.stream.StreamOptions.Delivery;
import org.operationsgateway.gateway.stream.StreamProperties;
import org.operationsgateway.gateway.stream.StreamSource;
import org.operationsgateway.gateway.view.View;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The factory of stream responses, including the rejections that an EventSource recovers from. Thread-safe. */
@Component
public class StreamResponses {

    private static final Duration MIN_VALIDITY = Duration.ofMillis(1);

    private final StreamLimiter limiter;
    private final StreamProperties properties;
    private final StreamMetrics metrics;
    private final FrameMemory memory;
    private final Revocations revocations;

    StreamResponses(
            StreamLimiter limiter,
            StreamProperties properties,
            StreamMetrics metrics,
            FrameMemory memory,
            Revocations revocations) {
        this.memory = memory;
        this.revocations = revocations;
        this.limiter = limiter;
        this.properties = properties;
        this.metrics = metrics;
    }

    /**
     * Returns a response that streams the events of a source.
     *
     * @param source creates the source, once the stream has been accepted
     */
    public Mono<ServerResponse> stream(
            StreamFormat format, View view, Delivery delivery, Supplier<StreamSource> source) {
        StreamOptions options = new StreamOptions(format, view, delivery, properties.retry(), properties.maxAge());
        return ServerResponse.ok().build((exchange, context) -> open(exchange, valid(exchange, options), source));
    }

    /** Limits a stream to the time for which the credential is valid. */
    private StreamOptions valid(ServerWebExchange exchange, StreamOptions options) {
        Caller caller = Caller.of(exchange);
        Instant expiry = caller.expiry();
        if (expiry == null && caller.ids().equals(CredentialIds.NONE)) {
            return options;
        }
        Duration limit = expiry == null ? Duration.ZERO : limit(expiry);
        return options.withValidity(new StreamOptions.Validity(limit, () -> revocations.isRevoked(caller)));
    }

    /** Returns the time until a credential expires, less the interval of the checks. */
    private Duration limit(Instant expiry) {
        Duration interval = properties.heartbeat().dividedBy(OpenStream.TICKS_PER_HEARTBEAT);
        Duration limit = Duration.between(Instant.now(), expiry).minus(interval);
        return limit.isPositive() ? limit : MIN_VALIDITY;
    }

    private Mono<Void> open(ServerWebExchange exchange, StreamOptions options, Supplier<StreamSource> source) {
        StreamResponse response = new StreamResponse(exchange, memory);
        return limiter.acquire(exchange, response::onEnd)
                .map(rejection -> reject(exchange, response, options.format(), rejection))
                .orElseGet(() -> response.send(exchange, source.get(), options)
                        .onErrorResume(failure -> openFailed(exchange, response, options.format(), failure)));
    }

    /**
     * An EventSource never reconnects after an error status, so an unavailable database ends its stream with a retry.
     */
    private Mono<Void> openFailed(
            ServerWebExchange exchange, StreamResponse response, StreamFormat format, Throwable failure) {
        if (format != StreamFormat.EVENT_STREAM || exchange.getResponse().isCommitted()) {
            return Mono.error(failure);
        }
        StatusException status = ErrorMapper.status(failure);
        return status.reason().code() == Code.UNAVAILABLE || status.reason() == Reason.OVERLOADED
                ? sendOverloaded(
                        exchange, response, properties.retry(), status.reason().name())
                : Mono.error(status);
    }

    /**
     * Rejects an EventSource with a stream that only contains a retry delay, and other clients with an error status.
     */
    private Mono<Void> reject(
            ServerWebExchange exchange,
            StreamResponse response,
            StreamFormat format,
            StreamLimiter.Rejection rejection) {
        metrics.rejected();
        boolean shuttingDown = rejection == StreamLimiter.Rejection.SHUTTING_DOWN;
        Duration retry = shuttingDown ? properties.retry() : properties.retryOverloaded();
        if (format == StreamFormat.EVENT_STREAM) {
            return sendOverloaded(exchange, response, retry, rejection.name());
        }
        return Mono.error(StatusException.of(
                shuttingDown ? Reason.SHUTTING_DOWN : Reason.OVERLOADED,
                "This replica accepts no further streams: " + rejection + ".",
                new RetryInfo(retry)));
    }

    private static Mono<Void> sendOverloaded(
            ServerWebExchange exchange, StreamResponse response, Duration retry, String reason) {
        StreamOptions options =
                new StreamOptions(StreamFormat.EVENT_STREAM, View.BASIC, Delivery.EVERY_STATE, retry, Duration.ZERO);
        return response.send(exchange, options.reasonBytes("overloaded", reason), options);
    }
}
