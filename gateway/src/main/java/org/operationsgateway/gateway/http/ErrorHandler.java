package org.operationsgateway.gateway.http;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.core.wire.ErrorJson;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers every failed request, whatever it accepts and wherever it failed, in the one envelope of the API. */
@Component
// Before the handler that Boot brings, which is at -1 and answers browsers with a page.
@Order(-2)
class ErrorHandler implements ErrorWebExceptionHandler {

    /** In milliseconds. */
    private static final long MIN_PENALTY_MILLIS = 1000;

    private static final long MAX_PENALTY_MILLIS = 3000;

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        StatusException status = ErrorMapper.status(failure);
        int httpStatus = status.reason().httpStatus();
        byte[] body = ErrorJson.write(httpStatus, status.status()).getBytes(StandardCharsets.UTF_8);
        response.setStatusCode(HttpStatusCode.valueOf(httpStatus));
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.setContentLength(body.length);
        // Whole seconds, as the header takes no less; the details say it more finely.
        status.retryDelay()
                .map(delay -> delay.plusMillis(999).toSeconds())
                .ifPresent(seconds -> headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        return RequestBodyDrainer.drain(exchange.getRequest())
                .then(status.reason() == Reason.OVERLOADED ? penalty() : Mono.empty())
                .then(response.writeWith(
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(body))));
    }

    /**
     * One who is told to come later waits for being told. Some ask again at once, on thousands of connections; otherwise
     * they would be refused so often that it is their refusals for which others wait. It differs, so that they do not
     * all come back together.
     */
    private static Mono<Long> penalty() {
        return Mono.delay(
                Duration.ofMillis(ThreadLocalRandom.current().nextLong(MIN_PENALTY_MILLIS, MAX_PENALTY_MILLIS)));
    }
}
