package org.operationsgateway.gateway.api.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.StoredOperation;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * The etag of an operation's state, and the condition that a request makes of it.
 *
 * @see <a href="https://google.aip.dev/154">AIP-154</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110, If-Match</a>
 */
public final class Etags {

    private static final Pattern ENTITY_TAG = Pattern.compile("\\s*(W/)?\"([^\"]*)\"\\s*(,|$)");
    /** Of no operation: lives begin at 1. */
    private static final RevisionId NONE = new RevisionId(0, 0);

    private Etags() {}

    public static String of(StoredOperation snapshot) {
        return "\"" + snapshot.id() + "\"";
    }

    /**
     * The revisions that the request allows the operation to be at; empty if any. One that can't be read is one that no
     * operation has.
     */
    public static List<RevisionId> expected(ServerRequest request) {
        Optional<String> header = Optional.ofNullable(request.headers().firstHeader("If-Match"));
        return header.or(() -> QueryParameters.text(request, "etag").map(Etags::quoted))
                .map(String::strip)
                .filter(condition -> !condition.equals("*"))
                .map(Etags::parse)
                .orElse(List.of());
    }

    /** As a parameter it may come without its quotation marks. */
    private static String quoted(String etag) {
        return etag.endsWith("\"") || etag.equals("*") ? etag : "\"" + etag + "\"";
    }

    private static List<RevisionId> parse(String condition) {
        List<RevisionId> revisions = new ArrayList<>();
        Matcher matcher = ENTITY_TAG.matcher(condition);
        int end = 0;
        while (end < condition.length() && matcher.find(end) && matcher.start() == end) {
            boolean weak = matcher.group(1) != null;
            revisions.add(weak ? NONE : RevisionId.parse(matcher.group(2)).orElse(NONE));
            end = matcher.end();
        }
        if (end < condition.length() || revisions.isEmpty()) {
            throw StatusException.badRequest(
                    Reason.INVALID_PARAMETER,
                    "etag",
                    "If-Match must be *, or etags in quotation marks with commas between.");
        }
        return revisions;
    }
}
