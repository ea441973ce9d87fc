package org.operationsgateway.robustness.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a revision: an incarnation and a number. It is unique in one history of the database.
 *
 * <p>The event id contains a check of the commit time too, by which {@link LogEntry#matches} tells histories apart.
 *
 * @param incarnation the number of the incarnation
 * @param revision the number of the revision: 1, 2, 3 …
 */
public record EventId(long incarnation, long revision) {

    private static final Pattern TEXT = Pattern.compile("([0-9a-z]{1,12})-([0-9]{1,18})(-[0-9a-z]{5})?");
    static final int RADIX = 36;

    /** Parses an event id, without its check. Returns empty if the text is not the id of a revision. */
    public static Optional<EventId> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new EventId(Long.parseLong(matcher.group(1), RADIX), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** Returns the id of the next revision. */
    public EventId next() {
        return new EventId(incarnation, revision + 1);
    }

    @Override
    public String toString() {
        return Long.toString(incarnation, RADIX) + "-" + revision;
    }
}
