package org.operationsgateway.gateway.settings;

import java.time.Duration;

/** The rules for values of settings. Each throws {@link InvalidSettingException} if a value breaks it. */
public final class SettingRules {

    private static final long MILLIS_PER_SECOND = 1000;

    private SettingRules() {}

    /**
     * Requires a condition.
     *
     * @param message one sentence that begins with the name of the setting, and ends with the remedy
     */
    public static void require(boolean condition, String message) {
        if (!condition) {
            throw new InvalidSettingException(message);
        }
    }

    /** Requires a duration above 0; {@code example} is one for the message. */
    public static void positive(String name, Duration value, String example) {
        require(
                value.isPositive(),
                name + " is " + text(value) + ": set it to a longer time, such as " + example + ".");
    }

    /** Requires a duration that is not negative; {@code zero} is the meaning of 0 for the message. */
    public static void notNegative(String name, Duration value, String zero) {
        require(!value.isNegative(), name + " is " + text(value) + ": set it to 0s for " + zero + ", or to more.");
    }

    /** Requires a duration that is not longer than that of another setting. */
    public static void notLonger(String name, Duration value, String other, Duration limit) {
        require(
                value.compareTo(limit) <= 0,
                name + " is " + text(value) + ", which is longer than " + other + ", " + text(limit)
                        + ": lower the one, or raise the other.");
    }

    /** Requires a number that is not negative; {@code zero} is the meaning of 0 for the message. */
    public static void notNegative(String name, long value, String zero) {
        require(value >= 0, name + " is " + value + ": set it to 0 for " + zero + ", or to more.");
    }

    /** Requires a number within a range; {@code unit} follows the numbers in the message, and may be empty. */
    public static void between(String name, long value, long min, long max, String unit) {
        require(
                value >= min && value <= max,
                name + " is " + value + unit + ": set it to a value from " + min + unit + " to " + max + unit + ".");
    }

    /** Returns a duration as it is written in a setting. */
    static String text(Duration duration) {
        long millis = duration.toMillis();
        return millis % MILLIS_PER_SECOND == 0 ? millis / MILLIS_PER_SECOND + "s" : millis + "ms";
    }
}
