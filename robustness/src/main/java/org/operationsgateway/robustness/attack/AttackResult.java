package org.operationsgateway.robustness.attack;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The effect of an attack.
 *
 * @param kind the attack
 * @param times the times of the requests of the honest client, in ascending order; a day for a failed one
 * @param recovery the time until the memory was back; null if it was not within the limit
 * @param maxP99 the limit of the time of 99 of 100 requests
 * @param logBytes what the gateway has written to its log
 */
record AttackResult(
        AttackKind kind, List<Duration> times, @Nullable Duration recovery, Duration maxP99, long logBytes) {

    /** Returns whether the honest client was not disturbed and the memory is back. */
    boolean passed() {
        return !times.isEmpty() && p99().compareTo(maxP99) < 0 && recovery != null;
    }

    private Duration p99() {
        return p99(times);
    }

    /** Returns the time within which 99 of 100 requests were answered. */
    static Duration p99(List<Duration> times) {
        return times.get((int) Math.ceil(times.size() * 0.99) - 1);
    }

    /** Returns a row of the report. */
    String row() {
        long failed = times.stream().filter(time -> time.toDays() > 0).count();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %d | %s | %s | %d | %s |",
                kind.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                times.size(),
                failed,
                times.isEmpty() ? "" : Long.toString(p99().toMillis()),
                recovery == null ? "not" : Long.toString(recovery.toMillis()),
                logBytes,
                passed() ? "passed" : "FAILED");
    }

    static final String HEAD = """
            | attack | requests | failed | p99, ms | memory back after, ms | log, bytes | |
            |---|---|---|---|---|---|---|""";
}
