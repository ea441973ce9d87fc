package org.operationsgateway.cli.progress;

import java.time.Duration;

/** The text of an estimate, in the one unit that a person would use: an estimate has no more precision. */
public final class RemainingTime {

    private static final long SECONDS_PER_MINUTE = 60;
    private static final long SECONDS_PER_HOUR = 3600;
    private static final long SECONDS_PER_DAY = 86_400;
    /** The number of a unit from which it is used, so that it is rounded by less than a third. */
    private static final double MIN_COUNT = 1.5;

    private RemainingTime() {}

    /** Returns a text such as {@code about 2 min left}. */
    public static String text(Duration remaining) {
        double seconds = Math.max(1, remaining.toSeconds());
        if (seconds >= MIN_COUNT * SECONDS_PER_DAY) {
            return text(seconds / SECONDS_PER_DAY, "days");
        }
        if (seconds >= MIN_COUNT * SECONDS_PER_HOUR) {
            return text(seconds / SECONDS_PER_HOUR, "h");
        }
        return seconds >= MIN_COUNT * SECONDS_PER_MINUTE
                ? text(seconds / SECONDS_PER_MINUTE, "min")
                : text(seconds, "s");
    }

    private static String text(double count, String unit) {
        return "about " + Math.round(count) + " " + unit + " left";
    }
}
