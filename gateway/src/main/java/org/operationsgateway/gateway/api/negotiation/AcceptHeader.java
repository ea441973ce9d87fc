package org.operationsgateway.gateway.api.negotiation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * An {@code Accept} header, reduced to the preference for each {@link Representation}. Immutable.
 *
 * <p>The time to parse a header is linear in its length, and the memory does not depend on the number of ranges. A
 * range that is not well-formed is ignored; a header without any other is as good as absent.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1">RFC 9110, Accept</a>
 */
final class AcceptHeader {

    /** A longer weight has more than the three decimals that are allowed. */
    private static final int MAX_WEIGHT_LENGTH = 8;

    private final Map<Representation, Preference> preferences = new EnumMap<>(Representation.class);
    private int ranges;

    private AcceptHeader() {}

    /** Parses the lines of a header. */
    static AcceptHeader parse(List<String> lines) {
        AcceptHeader header = new AcceptHeader();
        lines.forEach(header::addRanges);
        return header;
    }

    /** Returns whether the header contains no range, so that every representation is accepted. */
    boolean isEmpty() {
        return ranges == 0;
    }

    /** Returns the preference for a representation. */
    Preference preference(Representation representation) {
        return preferences.getOrDefault(representation, Preference.NONE);
    }

    private void addRanges(String line) {
        for (int start = 0; start < line.length(); ) {
            int end = delimiter(line, ',', start, line.length());
            addRange(line, start, end);
            start = end + 1;
        }
    }

    private void addRange(String line, int start, int end) {
        int typeEnd = delimiter(line, ';', start, end);
        String range = line.substring(start, typeEnd).strip();
        int slash = range.indexOf('/');
        double weight = weight(line, typeEnd + 1, end);
        // Java's HttpURLConnection sends an asterisk without a slash.
        boolean any = range.equals("*");
        boolean wellFormed = any || (slash > 0 && slash < range.length() - 1);
        if (!wellFormed || weight < 0) {
            return;
        }
        String type = any ? "*" : range.substring(0, slash);
        String subtype = any ? "*" : range.substring(slash + 1);
        for (Representation representation : Representation.ALL) {
            var preference = new Preference(representation.specificity(type, subtype), weight, ranges);
            if (preference.overrides(preference(representation))) {
                preferences.put(representation, preference);
            }
        }
        ranges++;
    }

    /** Returns the weight among the parameters: 1 if there is none, negative if it is malformed. */
    private static double weight(String line, int from, int end) {
        for (int start = from; start < end; ) {
            int next = delimiter(line, ';', start, end);
            int equals = line.indexOf('=', start);
            if (equals >= 0
                    && equals < next
                    && line.substring(start, equals).strip().equalsIgnoreCase("q")) {
                return weight(line.substring(equals + 1, next).strip());
            }
            start = next + 1;
        }
        return 1;
    }

    private static double weight(String text) {
        boolean decimal = !text.isEmpty()
                && text.length() <= MAX_WEIGHT_LENGTH
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')
                && text.indexOf('.') == text.lastIndexOf('.')
                && !text.equals(".");
        return decimal ? Math.min(1, Double.parseDouble(text)) : -1;
    }

    /** Returns the next delimiter outside quotation marks; the end if there is none. */
    private static int delimiter(String line, char delimiter, int start, int end) {
        boolean quoted = false;
        for (int i = start; i < end; i++) {
            char c = line.charAt(i);
            if (c == delimiter && !quoted) {
                return i;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            }
        }
        return end;
    }
}
