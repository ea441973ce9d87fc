package org.operationsgateway.gateway.api.request;

import java.util.Optional;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * The check of the media type of a body: JSON, which a page of another origin cannot send without permission.
 *
 * <p>Google's clients cancel with an empty body that is declared as a form. A browser may not: an empty body has the
 * media type of JSON or none.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#cors-safelisted-request-header">Fetch, safelisted headers</a>
 */
final class BodyType {

    private BodyType() {}

    /** Fails with INVALID_ARGUMENT if the type of a body is missing or not JSON. */
    static void check(ServerRequest request, int length) {
        HttpHeaders headers = request.headers().asHttpHeaders();
        boolean valid = headers.containsHeader(HttpHeaders.CONTENT_TYPE)
                ? isJson(request) || (length == 0 && !isFromBrowser(headers))
                : length == 0;
        if (!valid) {
            throw StatusException.of(
                    Reason.UNSUPPORTED_MEDIA_TYPE,
                    "The body must be JSON. Send it with Content-Type: application/json.");
        }
    }

    private static boolean isFromBrowser(HttpHeaders headers) {
        return headers.containsHeader(HttpHeaders.ORIGIN) || headers.containsHeader("Sec-Fetch-Site");
    }

    private static boolean isJson(ServerRequest request) {
        try {
            Optional<MediaType> type = request.headers().contentType();
            return type.isPresent()
                    && (type.get().equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                            || "json".equals(type.get().getSubtypeSuffix()));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
