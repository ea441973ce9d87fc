package org.operationsgateway.core.name;

import java.util.List;
import java.util.regex.Pattern;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

/**
 * What the segments of a name may hold.
 *
 * <p>The characters that RFC 3986 lets stand in a path as they are; so a name reads the same in a URL, in JSON and in a
 * log. The colon is left to the parents: in an operation's id it would look like a custom verb.
 */
final class Segments {

    /** Keeps a name well inside what an index entry of the database may hold. */
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
            throw illegal("a segment is empty");
        }
        if (!pattern.matcher(segment).matches()) {
            throw illegal("only letters, digits and -._~!$&'()*+,;=@ may stand between slashes");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw illegal("'.' and '..' are no segments");
        }
        if (segment.equals(OperationName.COLLECTION)) {
            throw illegal("'operations' may stand only once, before the id");
        }
    }

    static StatusException illegal(String why) {
        return StatusException.badRequest(
                Reason.INVALID_NAME, "name", "Not the name of an operation, {parent}/operations/{id}: " + why + ".");
    }
}
