package org.operationsgateway.robustness.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which revision of which life of an operation. Clients may not look into an event's id; the judge of them does.
 *
 * @param incarnation one life of a name
 * @param revision 1, 2, 3 …
 */
public record EventId(long incarnation, long revision) {

    private static final Pattern TEXT = Pattern.compile("([0-9a-z]{1,12})-([0-9]{1,18})");
    private static final int RADIX = 36;

    /** Reads the id of an event; empty if it is none of an operation's revision. */
    public static Optional<EventId> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new EventId(Long.parseLong(matcher.group(1), RADIX), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** The id of the revision after this one. */
    public EventId next() {
        return new EventId(incarnation, revision + 1);
    }

    @Override
    public String toString() {
        return Long.toString(incarnation, RADIX) + "-" + revision;
    }
}
