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
 * A reader that discards unread request bodies before the response is written.
 *
 * <p>The kernel resets a connection that is closed with unread bytes, and the client may lose the response.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-9.6">RFC 9112, Tear-down</a>
 */
public final class RequestBodyDiscarder {

    private static final long MAX_BYTES = 1024 * 1024;
    private static final Duration MAX_DURATION = Duration.ofSeconds(2);

    private RequestBodyDiscarder() {}

    /** Discards the body of a request, if it has one, and then calls the handler. */
    public static Mono<ServerResponse> discardThenHandle(
            ServerRequest request, HandlerFunction<ServerResponse> handler) {
        ServerHttpRequest http = request.exchange().getRequest();
        return hasBody(http.getHeaders())
                ? discard(http).then(Mono.defer(() -> handler.handle(request)))
                : handler.handle(request);
    }

    /**
     * Reads and discards the rest of a body. Completes at the end of the body, after 1 MiB, or after 2 s.
     *
     * <p>Never fails: another subscriber may be reading the body already.
     */
    public static Mono<Void> discard(ServerHttpRequest request) {
        if (!hasBody(request.getHeaders())) {
            return Mono.empty();
        }
        AtomicLong bytes = new AtomicLong();
        return request.getBody()
                .takeUntil(buffer -> bytes.addAndGet(release(buffer)) > MAX_BYTES)
                .then()
                .timeout(MAX_DURATION)
                .onErrorComplete();
    }

    /** Returns whether the headers of a request announce a body. */
    static boolean hasBody(HttpHeaders headers) {
        return headers.getContentLength() > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    private static int release(DataBuffer buffer) {
        int size = buffer.readableByteCount();
        DataBufferUtils.release(buffer);
        return size;
    }
}
