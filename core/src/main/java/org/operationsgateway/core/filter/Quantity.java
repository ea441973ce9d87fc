package org.operationsgateway.core.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kind of quantity with several textual notations for equal amounts.
 *
 * <p>The regular expressions use syntax that Java and PostgreSQL share, and match only text that both can convert.
 */
public enum Quantity {
    /** A decimal number. */
    NUMBER("-?[0-9]+([.][0-9]+)?([eE][+-]?0{0,3}(1000|[0-9]{1,3}))?") {
        @Override
        BigDecimal amount(String text) {
            return new BigDecimal(text);
        }
    },

    /** A duration in seconds, such as {@code 20s} or {@code -1.5s}. */
    DURATION("-?[0-9]{1,12}([.][0-9]{1,9})?s") {
        @Override
        BigDecimal amount(String text) {
            return new BigDecimal(text.substring(0, text.length() - 1));
        }
    },

    /** An RFC 3339 timestamp in the years 1 to 9999, as in protocol buffers; the amount is the Unix time in seconds. */
    TIMESTAMP(Calendar.DAY + "[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,9})?"
            + "([Zz]|[+-](0[0-9]|1[0-5]):[0-5][0-9])") {
        @Override
        BigDecimal amount(String text) {
            Instant instant =
                    OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
            return BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9));
        }
    };

    /** The limit on the length of a text, in characters; longer texts are not quantities. */
    public static final int MAX_LENGTH = 400;

    private final String regex;
    private final Pattern pattern;

    Quantity(String regex) {
        this.regex = regex;
        this.pattern = Pattern.compile(regex);
    }

    /** Returns the regular expression that the whole text matches. */
    public String regex() {
        return regex;
    }

    /** Returns the amount that a text denotes; null if the text is not of this kind, or exceeds the limit. */
    @Nullable
    BigDecimal read(String text) {
        return text.length() <= MAX_LENGTH && pattern.matcher(text).matches() ? amount(text) : null;
    }

    abstract BigDecimal amount(String text);

    /** A regular expression for valid dates in the years 1 to 9999. */
    private static final class Calendar {

        private static final String LEAP_YEAR =
                "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)";

        static final String DAY = "(?!0000)([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"
                + "|[0-9]{4}-(0[13-9]|1[0-2])-(29|30)|[0-9]{4}-(0[13578]|1[02])-31|" + LEAP_YEAR + "-02-29)";
    }
}
