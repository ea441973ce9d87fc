package org.operationsgateway.gateway.api.request;

import java.util.List;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.stream.StreamFormat;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Content negotiation: the choice between JSON and the stream formats.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1">RFC 9110, Accept</a>
 */
public final class ContentNegotiation {

    private ContentNegotiation() {}

    /** Returns whether a GET request accepts a stream: by a media type without wildcard, or by {@code alt=sse}. */
    public static boolean acceptsStream(ServerRequest request) {
        boolean accepted = accepts(request, MediaType.TEXT_EVENT_STREAM)
                || accepts(request, MediaType.APPLICATION_NDJSON)
                || request.queryParam("alt").filter("sse"::equals).isPresent();
        return accepted && request.method().equals(HttpMethod.GET);
    }

    /** Returns the stream format that a request accepts; server-sent events if it accepts both. */
    public static StreamFormat streamFormat(ServerRequest request) {
        boolean ndjson =
                accepts(request, MediaType.APPLICATION_NDJSON) && !accepts(request, MediaType.TEXT_EVENT_STREAM);
        return ndjson ? StreamFormat.NDJSON : StreamFormat.EVENT_STREAM;
    }

    private static boolean accepts(ServerRequest request, MediaType format) {
        return mediaTypes(request).stream().anyMatch(type -> type.isConcrete() && type.isCompatibleWith(format));
    }

    /** Returns the request if it accepts JSON; fails with NOT_ACCEPTABLE otherwise. */
    public static ServerRequest requireJson(ServerRequest request) {
        List<MediaType> types = mediaTypes(request);
        if (types.isEmpty() || types.stream().anyMatch(MediaType.APPLICATION_JSON::isCompatibleWith)) {
            return request;
        }
        throw StatusException.of(
                Reason.NOT_ACCEPTABLE,
                "Accept application/json or, for a stream with GET, text/event-stream or application/x-ndjson.");
    }

    private static List<MediaType> mediaTypes(ServerRequest request) {
        try {
            return request.exchange().getRequest().getHeaders().getAccept();
        } catch (InvalidMediaTypeException e) {
            // A malformed header is ignored, and so accepts everything.
            return List.of();
        }
    }
}
