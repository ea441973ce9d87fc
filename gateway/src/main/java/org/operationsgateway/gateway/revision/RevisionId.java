package org.operationsgateway.gateway.revision;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which change of which life of an operation. As text, such as {@code 7kq2m-3}, it is the id of an event in a stream.
 *
 * @param incarnation one life of a name in one database; an operation deleted and created anew has another
 * @param number the revision: 1, 2, 3 … for each committed change
 */
public record RevisionId(long incarnation, long number) {

    private static final int RADIX = 36;
    // Short enough for both numbers to fit into a long.
    private static final Pattern TEXT = Pattern.compile("([0-9a-z]{1,12})-([0-9]{1,18})");

    /** Reads the text of an id: empty if it isn't one, which of a client's is no error. */
    public static Optional<RevisionId> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long incarnation = Long.parseLong(matcher.group(1), RADIX);
        return Optional.of(new RevisionId(incarnation, Long.parseLong(matcher.group(2))));
    }

    /** The id of the change before or after this one. */
    public RevisionId withNumber(long other) {
        return new RevisionId(incarnation, other);
    }

    @Override
    public String toString() {
        return Long.toString(incarnation, RADIX) + "-" + number;
    }
}
