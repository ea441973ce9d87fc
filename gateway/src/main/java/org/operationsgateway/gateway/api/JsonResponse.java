package org.operationsgateway.gateway.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.gateway.api.request.Etags;
import org.operationsgateway.gateway.http.RequestMemory;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.operationsgateway.gateway.view.View;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Successful responses with a JSON body. */
final class JsonResponse {

    /** The initial capacity for the members of a page besides its elements. */
    private static final int PAGE_OVERHEAD = 512;

    private JsonResponse() {}

    /** Responds with JSON text. */
    static Mono<ServerResponse> ok(String json) {
        return ok(json, new HttpHeaders());
    }

    /** Responds with an operation and its etag. */
    static Mono<ServerResponse> ok(StoredOperation operation, View view) {
        HttpHeaders headers = new HttpHeaders();
        headers.setETag(Etags.of(operation));
        return ok(view.json(operation), headers);
    }

    /** Responds that the client has the current state of an operation already. */
    static Mono<ServerResponse> notModified(StoredOperation operation) {
        return ServerResponse.status(HttpStatus.NOT_MODIFIED)
                .headers(headers -> headers.setETag(Etags.of(operation)))
                .build();
    }

    /**
     * Responds with one page of a list.
     *
     * @param elements JSON texts
     * @param nextPageToken null on the last page
     * @see <a href="https://google.aip.dev/158">AIP-158</a>
     */
    static Mono<ServerResponse> page(String field, List<String> elements, @Nullable String nextPageToken) {
        int length = elements.stream().mapToInt(String::length).sum() + elements.size();
        JsonBuilder json = JsonBuilder.object(length + PAGE_OVERHEAD).beginArray(field);
        elements.forEach(json::element);
        json.endArray();
        if (nextPageToken != null) {
            json.string("nextPageToken", nextPageToken);
        }
        return ok(json.build());
    }

    private static Mono<ServerResponse> ok(String json, HttpHeaders extra) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .contentLength(body.length)
                .build((exchange, context) -> {
                    // Set here, an etag is not compared by WebFlux, which would do so for each view and each GET.
                    exchange.getResponse().getHeaders().putAll(extra);
                    return RequestMemory.of(exchange).write(exchange, body);
                });
    }
}
