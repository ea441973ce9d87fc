package org.operationsgateway.gateway.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;

/**
 * The headers for caches in every response. They are set before WebFlux handles a request, so errors, empty responses
 * and pages contain them too; a handler may replace them by stricter ones. Thread-safe.
 *
 * <p>Without them, a shared cache invents a lifetime: it returns a state of an operation after the operation has ended,
 * and JSON to a client that accepts a stream only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9111#section-4.2.2">RFC 9111, Heuristic freshness</a>
 */
@Component
public class CacheHeaders implements HttpHandlerDecoratorFactory {

    private static final String NO_CACHE = "no-cache";
    private static final String NO_STORE = "no-cache, no-store, no-transform";

    CacheHeaders() {}

    @Override
    public HttpHandler apply(HttpHandler webFlux) {
        return (request, response) -> {
            HttpHeaders headers = response.getHeaders();
            headers.set(HttpHeaders.CACHE_CONTROL, NO_CACHE);
            headers.set(HttpHeaders.VARY, HttpHeaders.ACCEPT);
            return webFlux.handle(request, response);
        };
    }

    /** Forbids caches to store the response, which also depends on the last event that the client has received. */
    public static void forbidStorage(ServerHttpResponse response) {
        response.getHeaders().set(HttpHeaders.CACHE_CONTROL, NO_STORE);
        response.getHeaders().set(HttpHeaders.VARY, "Accept, Last-Event-ID");
    }

    /** Sets the headers of a response that is written without WebFlux. */
    static void set(io.netty.handler.codec.http.HttpHeaders headers) {
        headers.set(HttpHeaderNames.CACHE_CONTROL, NO_CACHE).set(HttpHeaderNames.VARY, HttpHeaders.ACCEPT);
    }
}
