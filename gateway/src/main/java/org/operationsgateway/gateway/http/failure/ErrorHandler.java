package org.operationsgateway.gateway.http.failure;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.core.wire.ErrorJson;
import org.operationsgateway.gateway.http.RequestBodyDiscarder;
import org.operationsgateway.gateway.tracing.LoggedTrace;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The exception handler that writes the error envelope of every failed request. It ignores the {@code Accept} header.
 * Thread-safe.
 *
 * @see <a href="https://google.aip.dev/193">AIP-193, Errors</a>
 */
@Component
// Before the handler of Spring Boot, which has order -1 and renders HTML for browsers.
@Order(-2)
class ErrorHandler implements ErrorWebExceptionHandler {

    private static final long MIN_REJECTION_DELAY_MILLIS = 1000;
    private static final long MAX_REJECTION_DELAY_MILLIS = 3000;

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        StatusException status = LoggedTrace.call(LoggedTrace.of(exchange), () -> ErrorMapper.status(failure));
        int httpStatus = status.reason().httpStatus();
        byte[] body = ErrorJson.write(httpStatus, status.status()).getBytes(StandardCharsets.UTF_8);
        response.setStatusCode(HttpStatusCode.valueOf(httpStatus));
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.setContentLength(body.length);
        // The header contains whole seconds, rounded up; the details contain the exact delay.
        status.retryDelay()
                .map(delay -> delay.plusMillis(999).toSeconds())
                .ifPresent(seconds -> headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        if (status.reason() == Reason.REQUEST_TIMEOUT) {
            headers.set(HttpHeaders.CONNECTION, "close");
        }
        return RequestBodyDiscarder.discard(exchange.getRequest())
                .then(status.reason() == Reason.OVERLOADED ? rejectionDelay() : Mono.empty())
                .then(response.writeWith(
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(body))));
    }

    /**
     * Delays the response, because some clients ignore the retry delay and retry immediately on thousands of
     * connections. Without the delay, the rejections would use up the capacity. It is random, to spread the retries.
     */
    private static Mono<Long> rejectionDelay() {
        long millis = ThreadLocalRandom.current().nextLong(MIN_REJECTION_DELAY_MILLIS, MAX_REJECTION_DELAY_MILLIS);
        return Mono.delay(Duration.ofMillis(millis));
    }
}
