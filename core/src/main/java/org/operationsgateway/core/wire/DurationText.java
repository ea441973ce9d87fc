package org.operationsgateway.core.wire;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.operationsgateway.core.json.MalformedJsonException;

/**
 * The JSON form of {@code google.protobuf.Duration}: seconds with up to nine decimals, and the suffix {@code s}.
 *
 * @see <a href="https://protobuf.dev/programming-guides/json/">ProtoJSON, Duration</a>
 */
public final class DurationText {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,12})(?:\\.([0-9]{1,9}))?s");

    private DurationText() {}

    /**
     * Parses a non-negative duration.
     *
     * @param field the path of the field, for error messages
     * @throws MalformedJsonException if the text is not a non-negative duration
     */
    public static Duration parse(String field, String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new MalformedJsonException(
                    field, field + " must be a non-negative duration in seconds, such as \"2.5s\".");
        }
        String decimals = matcher.group(2) == null ? "" : matcher.group(2);
        long nanos = Long.parseLong((decimals + "000000000").substring(0, 9));
        return Duration.ofSeconds(Long.parseLong(matcher.group(1)), nanos);
    }
}
