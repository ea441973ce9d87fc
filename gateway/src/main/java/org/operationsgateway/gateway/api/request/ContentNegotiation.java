package org.operationsgateway.gateway.api.request;

import java.util.List;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.stream.StreamFormat;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;

/** Which of its representations a request asks for. */
public final class ContentNegotiation {

    private ContentNegotiation() {}

    /** Whether the client wants to be told of every change: by a media type, named as such, or by {@code alt=sse}. */
    public static boolean stream(ServerRequest request) {
        boolean asked = names(request, MediaType.TEXT_EVENT_STREAM)
                || names(request, MediaType.APPLICATION_NDJSON)
                || request.queryParam("alt").filter("sse"::equals).isPresent();
        return asked && request.method().equals(HttpMethod.GET);
    }

    /** Which of the formats of a stream the client wants; a browser's, if it takes both. */
    public static StreamFormat format(ServerRequest request) {
        boolean lines = names(request, MediaType.APPLICATION_NDJSON) && !names(request, MediaType.TEXT_EVENT_STREAM);
        return lines ? StreamFormat.NDJSON : StreamFormat.EVENT_STREAM;
    }

    private static boolean names(ServerRequest request, MediaType wanted) {
        return mediaTypes(request).stream().anyMatch(type -> type.isConcrete() && type.isCompatibleWith(wanted));
    }

    /** Makes sure that the client takes JSON; fails with 406 if it doesn't. */
    public static ServerRequest json(ServerRequest request) {
        List<MediaType> types = mediaTypes(request);
        if (types.isEmpty() || types.stream().anyMatch(MediaType.APPLICATION_JSON::isCompatibleWith)) {
            return request;
        }
        throw StatusException.of(
                Reason.NOT_ACCEPTABLE,
                "The answer is application/json, or for a GET text/event-stream or application/x-ndjson: accept one.");
    }

    /** What cannot be read as media types says nothing, and so allows everything. */
    private static List<MediaType> mediaTypes(ServerRequest request) {
        try {
            return request.exchange().getRequest().getHeaders().getAccept();
        } catch (InvalidMediaTypeException e) {
            return List.of();
        }
    }
}
