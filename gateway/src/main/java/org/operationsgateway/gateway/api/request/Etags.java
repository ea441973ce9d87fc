package org.operationsgateway.gateway.api.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.RevisionTag;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * The etags of operations, in responses and as the preconditions of requests.
 *
 * @see <a href="https://google.aip.dev/154">AIP-154</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110, If-Match</a>
 */
public final class Etags {

    /** The revision of no operation, because incarnations begin at 1. */
    private static final RevisionTag NO_MATCH = new RevisionTag(new RevisionId(0, 0), null);

    private Etags() {}

    /** Returns the etag of the current state of an operation, with its quotation marks. */
    public static String of(StoredOperation operation) {
        return "\"" + operation.tag() + "\"";
    }

    /**
     * Returns the revisions in the precondition of a request, from the {@code If-Match} header or else from the
     * parameter {@code etag}; empty if every revision matches. A weak etag, or an etag in another format, matches none.
     */
    public static List<RevisionTag> expected(ServerRequest request) {
        Optional<String> header = Optional.ofNullable(request.headers().firstHeader("If-Match"));
        return header.or(() -> QueryParameters.text(request, "etag").map(Etags::quoted))
                .map(String::strip)
                .filter(condition -> !condition.equals("*"))
                .map(Etags::parse)
                .orElse(List.of());
    }

    /** Adds the quotation marks, which are optional in the query parameter. */
    private static String quoted(String etag) {
        return etag.endsWith("\"") || etag.equals("*") ? etag : "\"" + etag + "\"";
    }

    private static List<RevisionTag> parse(String condition) {
        List<RevisionTag> revisions = new ArrayList<>();
        int position = 0;
        while (position < condition.length()) {
            int start = skipSpaces(condition, position);
            boolean weak = condition.startsWith("W/", start);
            int open = weak ? start + 2 : start;
            int close = condition.startsWith("\"", open) ? condition.indexOf('"', open + 1) : -1;
            int end = close < 0 ? -1 : skipSpaces(condition, close + 1);
            if (end < 0 || (end < condition.length() && condition.charAt(end) != ',')) {
                throw malformed();
            }
            String tag = condition.substring(open + 1, close);
            revisions.add(weak ? NO_MATCH : RevisionTag.parse(tag).orElse(NO_MATCH));
            position = end + 1;
        }
        if (revisions.isEmpty()) {
            throw malformed();
        }
        return revisions;
    }

    private static int skipSpaces(String text, int start) {
        int position = start;
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        return position;
    }

    private static StatusException malformed() {
        return StatusException.badRequest(
                Reason.INVALID_PARAMETER,
                "etag",
                "If-Match must be *, or a comma-separated list of etags in quotation marks.");
    }
}
