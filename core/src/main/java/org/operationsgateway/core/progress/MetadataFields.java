package org.operationsgateway.core.progress;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.filter.json.JsonValue;

/**
 * The members of one object in metadata, read leniently: a value of an unexpected type counts as absent. Immutable.
 *
 * @param root the object; any other value has no members
 */
record MetadataFields(JsonValue root) {

    /** The digits of a whole number of 64 bits, which ProtoJSON writes as a string. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    /** The limit on the length of a decimal number, in characters. */
    private static final int MAX_NUMBER_LENGTH = 40;

    /** Returns a member; null if there is none. */
    @Nullable
    JsonValue value(String name) {
        return root.member(name);
    }

    /** Returns the first of some members that is a string and not empty; null if there is none. */
    @Nullable
    String text(String... names) {
        for (String name : names) {
            if (value(name) instanceof JsonValue.Text text && !text.text().isEmpty()) {
                return text.text();
            }
        }
        return null;
    }

    /** Returns the first of some members that is a timestamp; null if there is none. */
    @Nullable
    Instant time(String... names) {
        for (String name : names) {
            Instant time = time(text(name));
            if (time != null) {
                return time;
            }
        }
        return null;
    }

    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeParseException notATime) {
            return null;
        }
    }

    /** Returns the first of some members that is a number, limited to 0 to 100; null if there is none. */
    @Nullable
    Double percent(String... names) {
        for (String name : names) {
            Double number = number(value(name));
            if (number != null) {
                return Math.min(100, Math.max(0, number));
            }
        }
        return null;
    }

    private static @Nullable Double number(@Nullable JsonValue value) {
        String digits = digits(value);
        if (digits == null || digits.length() > MAX_NUMBER_LENGTH) {
            return null;
        }
        try {
            double number = Double.parseDouble(digits);
            return Double.isFinite(number) ? number : null;
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }

    /** Returns a whole number, which may be a string; null if the value is none. */
    static @Nullable Long wholeNumber(@Nullable JsonValue value) {
        String digits = digits(value);
        return digits != null && WHOLE_NUMBER.matcher(digits).matches() ? Long.valueOf(digits) : null;
    }

    private static @Nullable String digits(@Nullable JsonValue value) {
        if (value instanceof JsonValue.Numeral number) {
            return number.text();
        }
        return value instanceof JsonValue.Text text ? text.text() : null;
    }
}
