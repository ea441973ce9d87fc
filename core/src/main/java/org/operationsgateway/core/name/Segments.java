package org.operationsgateway.core.name;

import java.util.List;
import java.util.regex.Pattern;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

/**
 * The validation rules for the segments of a name.
 *
 * <p>Segments consist of the characters that RFC 3986 allows unescaped in a path, so a name has the same form in a URL,
 * in JSON and in a log. A colon is allowed in parents only, because it introduces a custom verb after an id.
 */
final class Segments {

    /** The limit on the length of a name, in characters, so that a name fits into an index entry of PostgreSQL. */
    static final int MAX_LENGTH = 1024;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-._~!$&'()*+,;=@]+");
    private static final Pattern PARENT = Pattern.compile("[A-Za-z0-9\\-._~!$&'()*+,;=@:]+");

    private Segments() {}

    static String joinParent(List<String> segments) {
        segments.forEach(segment -> check(segment, PARENT));
        return String.join("/", segments);
    }

    static String joinId(List<String> segments) {
        segments.forEach(segment -> check(segment, ID));
        return String.join("/", segments);
    }

    private static void check(String segment, Pattern pattern) {
        if (segment.isEmpty()) {
            throw invalidName("a segment is empty");
        }
        if (!pattern.matcher(segment).matches()) {
            throw invalidName("only letters, digits and -._~!$&'()*+,;=@ are allowed in a segment");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw invalidName("'.' and '..' are not allowed as segments");
        }
        if (segment.equals(OperationName.COLLECTION)) {
            throw invalidName("'operations' is allowed only once, before the id");
        }
    }

    static StatusException invalidName(String problem) {
        return StatusException.badRequest(
                Reason.INVALID_NAME,
                "name",
                "Not the name of an operation, {parent}/operations/{id}: " + problem + ".");
    }
}
