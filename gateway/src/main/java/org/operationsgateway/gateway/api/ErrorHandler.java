package org.operationsgateway.gateway.api;

import java.nio.charset.StandardCharsets;
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

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        StatusException status = Failures.status(failure);
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
        return UnreadBodies.drain(exchange.getRequest())
                .then(response.writeWith(
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(body))));
    }
}
