package org.operationsgateway.gateway.api.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern ENTITY_TAG = Pattern.compile("\\s*(W/)?\"([^\"]*)\"\\s*(,|$)");
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
        Matcher matcher = ENTITY_TAG.matcher(condition);
        int end = 0;
        while (end < condition.length() && matcher.find(end) && matcher.start() == end) {
            boolean weak = matcher.group(1) != null;
            revisions.add(weak ? NO_MATCH : RevisionTag.parse(matcher.group(2)).orElse(NO_MATCH));
            end = matcher.end();
        }
        if (end < condition.length() || revisions.isEmpty()) {
            throw StatusException.badRequest(
                    Reason.INVALID_PARAMETER,
                    "etag",
                    "If-Match must be *, or a comma-separated list of etags in quotation marks.");
        }
        return revisions;
    }
}
