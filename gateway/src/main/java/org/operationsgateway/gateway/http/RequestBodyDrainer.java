package org.operationsgateway.gateway.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Takes in what is left of a body that nobody reads, before the request is answered: a connection that is closed with
 * bytes unread is reset, and its client may never see the answer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-9.6">RFC 9112, Tear-down</a>
 */
public final class RequestBodyDrainer {

    private static final long MAX_BYTES = 1024 * 1024;
    private static final Duration MAX_DURATION = Duration.ofSeconds(2);

    private RequestBodyDrainer() {}

    /** Handles a request that has no use for a body, if it has one all the same. */
    public static Mono<ServerResponse> drained(ServerRequest request, HandlerFunction<ServerResponse> next) {
        ServerHttpRequest http = request.exchange().getRequest();
        return hasBody(http.getHeaders())
                ? drain(http).then(Mono.defer(() -> next.handle(request)))
                : next.handle(request);
    }

    /** Completes when there is no more, or enough has been taken in; never fails, for somebody may be reading it. */
    public static Mono<Void> drain(ServerHttpRequest request) {
        if (!hasBody(request.getHeaders())) {
            return Mono.empty();
        }
        AtomicLong bytes = new AtomicLong();
        return request.getBody()
                .takeUntil(buffer -> bytes.addAndGet(size(buffer)) > MAX_BYTES)
                .then()
                .timeout(MAX_DURATION)
                .onErrorComplete();
    }

    private static boolean hasBody(HttpHeaders headers) {
        return headers.getContentLength() > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    private static int size(DataBuffer buffer) {
        int size = buffer.readableByteCount();
        DataBufferUtils.release(buffer);
        return size;
    }
}
