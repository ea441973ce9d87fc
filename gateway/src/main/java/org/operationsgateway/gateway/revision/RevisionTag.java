package org.operationsgateway.gateway.revision;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A revision id with a check of the commit time, which together identify one log entry. As text, such as
 * {@code 7kq2m-3-0f8s1}, it is the event id, and the etag. Immutable.
 *
 * <p>A database that was promoted, or restored to an earlier time, commits other revisions with revision ids that it
 * has used before. They have other commit times, and so other checks.
 *
 * @param check the commit time in microseconds since the epoch, modulo {@link #MODULUS}; null if the text has no check,
 *     as the event ids of earlier versions: such a tag matches every commit time
 */
public record RevisionTag(RevisionId id, @Nullable Long check) {

    /** The number of different checks, written with five digits in base 36. */
    public static final long MODULUS = 36L * 36 * 36 * 36 * 36;

    private static final int RADIX = 36;
    private static final int DIGITS = 5;
    private static final Pattern TEXT = Pattern.compile("([0-9a-z]{1,12}-[0-9]{1,18})(?:-([0-9a-z]{" + DIGITS + "}))?");

    /** Returns the tag of a revision with a commit time. */
    public static RevisionTag of(RevisionId id, Instant time) {
        return new RevisionTag(id, check(time));
    }

    private static long check(Instant time) {
        return Math.floorMod(ChronoUnit.MICROS.between(Instant.EPOCH, time), MODULUS);
    }

    /** Parses the text of a tag; returns empty for any other text. */
    public static Optional<RevisionTag> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String check = matcher.group(2);
        return RevisionId.parse(matcher.group(1))
                .map(id -> new RevisionTag(id, check == null ? null : Long.valueOf(check, RADIX)));
    }

    /** Returns whether this is the tag of the log entry with another tag, which has a check. */
    public boolean matches(RevisionTag other) {
        return id.equals(other.id) && (check == null || check.equals(other.check));
    }

    @Override
    public String toString() {
        if (check == null) {
            return id.toString();
        }
        String digits = Long.toString(check, RADIX);
        return id + "-" + "0".repeat(DIGITS - digits.length()) + digits;
    }
}
