package org.operationsgateway.core.wire;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.operationsgateway.core.json.MalformedJsonException;

/**
 * A duration as the JSON of protocol buffers writes it: seconds, with up to nine decimals, and an {@code s}.
 *
 * @see <a href="https://protobuf.dev/programming-guides/json/">ProtoJSON, Duration</a>
 */
public final class DurationText {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,12})(?:\\.([0-9]{1,9}))?s");

    private DurationText() {}

    /**
     * Reads a duration that isn't negative.
     *
     * @param field the path of the field that holds it, for the error
     * @throws MalformedJsonException if it isn't one
     */
    public static Duration parse(String field, String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new MalformedJsonException(
                    field, field + " must be a duration in seconds that isn't negative, such as \"2.5s\".");
        }
        String decimals = matcher.group(2) == null ? "" : matcher.group(2);
        long nanos = Long.parseLong((decimals + "000000000").substring(0, 9));
        return Duration.ofSeconds(Long.parseLong(matcher.group(1)), nanos);
    }
}
