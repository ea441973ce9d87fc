package org.operationsgateway.core.filter.json;

import java.util.regex.Pattern;

/**
 * The escapes in JSON text that PostgreSQL stores as {@code json} but cannot process: NUL and unpaired surrogates.
 *
 * <p>The gateway rejects them in requests. If a stored document contains one nevertheless, filters treat the document
 * as unset. The regular expressions use syntax that Java and PostgreSQL share.
 */
public final class BrokenEscapes {

    /** A regular expression for broken escapes and some valid ones; most documents contain neither. */
    public static final String CANDIDATE = "\\\\u(0000|[dD][89a-fA-F])";

    /** A regular expression for valid text that {@link #CANDIDATE} matches: escaped backslashes and surrogate pairs. */
    public static final String VALID = "\\\\(\\\\|u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2})";

    private static final Pattern CANDIDATE_PATTERN = Pattern.compile(CANDIDATE);
    private static final Pattern VALID_PATTERN = Pattern.compile(VALID);

    private BrokenEscapes() {}

    /** Returns whether a text has a candidate that is left after all valid text is removed. */
    static boolean in(String json) {
        return hasCandidate(json) && hasCandidate(VALID_PATTERN.matcher(json).replaceAll(" "));
    }

    private static boolean hasCandidate(String json) {
        return CANDIDATE_PATTERN.matcher(json).find();
    }
}
