package org.operationsgateway.gateway.revision;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a revision: an incarnation and a revision number, as text such as {@code 7kq2m-3}. Immutable.
 *
 * <p>It is unique in one history of the database. A {@link RevisionTag} identifies the revision in all of them.
 *
 * @param incarnation unique in a database; each creation of a name has a new one
 * @param number the revision number: 1, 2, 3 … within the incarnation
 */
public record RevisionId(long incarnation, long number) {

    private static final int RADIX = 36;
    // The lengths are bounded so that both numbers fit into a long.
    private static final Pattern TEXT = Pattern.compile("([0-9a-z]{1,12})-([0-9]{1,18})");

    /** Parses the text of an id; returns empty for any other text. */
    public static Optional<RevisionId> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long incarnation = Long.parseLong(matcher.group(1), RADIX);
        return Optional.of(new RevisionId(incarnation, Long.parseLong(matcher.group(2))));
    }

    /** Returns the id of another revision of the same incarnation. */
    public RevisionId withNumber(long other) {
        return new RevisionId(incarnation, other);
    }

    /** Returns whether this revision was committed later: in a later incarnation, or with a higher number. */
    public boolean isAfter(RevisionId other) {
        return incarnation > other.incarnation || (incarnation == other.incarnation && number > other.number);
    }

    @Override
    public String toString() {
        return Long.toString(incarnation, RADIX) + "-" + number;
    }
}
