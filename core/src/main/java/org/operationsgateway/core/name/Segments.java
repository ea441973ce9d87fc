package org.operationsgateway.core.name;

import java.util.List;
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

    private static final String ID_MARKS = "-._~!$&'()*+,;=@";
    private static final String PARENT_MARKS = ID_MARKS + ":";

    private Segments() {}

    static String joinParent(List<String> segments) {
        segments.forEach(segment -> check(segment, PARENT_MARKS));
        return String.join("/", segments);
    }

    static String joinId(List<String> segments) {
        segments.forEach(segment -> check(segment, ID_MARKS));
        return String.join("/", segments);
    }

    private static void check(String segment, String marks) {
        if (segment.isEmpty()) {
            throw invalidName("a segment is empty");
        }
        if (!segment.chars().allMatch(character -> isAllowed(character, marks))) {
            throw invalidName("only letters, digits and -._~!$&'()*+,;=@ are allowed in a segment");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw invalidName("'.' and '..' are not allowed as segments");
        }
        if (segment.equals(OperationName.COLLECTION)) {
            throw invalidName("'operations' is allowed only once, before the id");
        }
    }

    private static boolean isAllowed(int character, String marks) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || marks.indexOf(character) >= 0;
    }

    static StatusException invalidName(String problem) {
        return StatusException.badRequest(
                Reason.INVALID_NAME,
                "name",
                "Not the name of an operation, {parent}/operations/{id}: " + problem + ".");
    }
}
