package org.operationsgateway.gateway.api.negotiation;

import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerRequest;

/**
 * The condition of a read: the etags of the states that the client has already.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2">RFC 9110, If-None-Match</a>
 */
public final class IfNoneMatch {

    private static final String WEAK = "W/";

    private IfNoneMatch() {}

    /**
     * Returns whether the header contains an etag, by weak comparison, or is {@code *}. The rest of a malformed header
     * is ignored: the client then gets the operation.
     *
     * @param etag the current etag, with its quotation marks
     */
    public static boolean contains(ServerRequest request, String etag) {
        List<String> lines = request.headers().header(HttpHeaders.IF_NONE_MATCH);
        return lines.stream().anyMatch(line -> contains(line, etag));
    }

    private static boolean contains(String line, String etag) {
        int position = skipSeparators(line, 0);
        while (position < line.length()) {
            int start = line.startsWith(WEAK, position) ? position + WEAK.length() : position;
            if (line.startsWith(etag, start) || line.startsWith("*", start)) {
                return true;
            }
            int end = line.startsWith("\"", start) ? line.indexOf('"', start + 1) : -1;
            position = end < 0 ? line.length() : skipSeparators(line, end + 1);
        }
        return false;
    }

    private static int skipSeparators(String line, int from) {
        int position = from;
        while (position < line.length() && ", \t".indexOf(line.charAt(position)) >= 0) {
            position++;
        }
        return position;
    }
}
