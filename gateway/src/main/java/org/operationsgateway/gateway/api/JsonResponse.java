package org.operationsgateway.gateway.api;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.api.request.Etags;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers with JSON that is text already. */
final class JsonResponse {

    private JsonResponse() {}

    /** 200 with that JSON. */
    static Mono<ServerResponse> of(String json) {
        return response(json, new HttpHeaders());
    }

    /** 200 with the operation, and its revision as ETag. */
    static Mono<ServerResponse> of(StoredOperation snapshot, View view) {
        HttpHeaders headers = new HttpHeaders();
        headers.setETag(Etags.of(snapshot));
        return response(view.json(snapshot), headers);
    }

    /** The member that says where the next page begins; empty if there is none. */
    static String nextPageToken(@Nullable String token) {
        // A token is made of characters that JSON takes as they are.
        return token == null ? "" : ",\"nextPageToken\":\"" + token + "\"";
    }

    private static Mono<ServerResponse> response(String json, HttpHeaders extra) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .contentLength(body.length)
                .headers(headers -> headers.putAll(extra))
                .build((exchange, context) -> {
                    var response = exchange.getResponse();
                    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
                });
    }
}
