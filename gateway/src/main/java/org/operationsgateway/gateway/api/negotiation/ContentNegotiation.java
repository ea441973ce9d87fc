package org.operationsgateway.gateway.api.negotiation;

import java.util.Optional;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.stream.StreamFormat;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * Content negotiation: the choice between JSON and the stream formats.
 *
 * <p>The parameter {@code alt} decides, otherwise the weights of the {@code Accept} header. At equal weight, the first
 * of the named types does. A range with a wildcard for the type selects a stream only if JSON is excluded.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1">RFC 9110, Accept</a>
 */
public final class ContentNegotiation {

    private static final String FORMAT = ContentNegotiation.class.getName() + ".format";

    private ContentNegotiation() {}

    /**
     * Returns the stream format that a GET request prefers; empty if it is JSON. Fails with NOT_ACCEPTABLE if the
     * request accepts none of them.
     */
    @SuppressWarnings("unchecked")
    public static Optional<StreamFormat> streamFormat(ServerRequest request) {
        // The check of the grants and the route need it.
        return (Optional<StreamFormat>) request.attributes().computeIfAbsent(FORMAT, key -> negotiate(request));
    }

    private static Optional<StreamFormat> negotiate(ServerRequest request) {
        if (!request.method().equals(HttpMethod.GET)) {
            requireJson(request);
            return Optional.empty();
        }
        Optional<Representation> alternative = alternative(request);
        return format(alternative.isPresent() ? alternative.get() : preferred(accept(request)));
    }

    /** Returns the request if it accepts JSON; fails with NOT_ACCEPTABLE otherwise. */
    public static ServerRequest requireJson(ServerRequest request) {
        AcceptHeader accept = accept(request);
        boolean accepted = accept.isEmpty()
                || accept.preference(Representation.JSON).isAccepted()
                || alternative(request).filter(Representation.JSON::equals).isPresent();
        if (!accepted) {
            throw notAcceptable();
        }
        return request;
    }

    private static Optional<Representation> alternative(ServerRequest request) {
        return switch (request.queryParam("alt").orElse("")) {
            case "json" -> Optional.of(Representation.JSON);
            case "sse" -> Optional.of(Representation.EVENT_STREAM);
            case "ndjson" -> Optional.of(Representation.NDJSON);
            default -> Optional.empty();
        };
    }

    private static Optional<StreamFormat> format(Representation representation) {
        return switch (representation) {
            case JSON -> Optional.empty();
            case EVENT_STREAM -> Optional.of(StreamFormat.EVENT_STREAM);
            case NDJSON -> Optional.of(StreamFormat.NDJSON);
        };
    }

    private static Representation preferred(AcceptHeader accept) {
        Representation preferred = Representation.JSON;
        Preference best = accept.preference(preferred);
        for (Representation stream : Representation.ALL) {
            Preference preference = accept.preference(stream);
            boolean eligible = preference.isAccepted() && (preference.isNamed() || !best.isAccepted());
            if (eligible && preference.isBefore(best)) {
                preferred = stream;
                best = preference;
            }
        }
        if (!best.isAccepted() && !accept.isEmpty()) {
            throw notAcceptable();
        }
        return preferred;
    }

    private static AcceptHeader accept(ServerRequest request) {
        return AcceptHeader.parse(request.headers().header(HttpHeaders.ACCEPT));
    }

    private static StatusException notAcceptable() {
        return StatusException.of(
                Reason.NOT_ACCEPTABLE,
                "Accept application/json or, for a stream with GET, text/event-stream or application/x-ndjson.");
    }
}
