package org.operationsgateway.core.filter;

import java.util.regex.Pattern;

/**
 * Escapes in a JSON text that PostgreSQL stores but refuses to look into: of the NUL character, and of half a surrogate
 * pair.
 *
 * <p>The gateway refuses them in what it takes. Where they are in the database all the same, whoever put them there, a
 * filter sees nothing of the document. The patterns are of the dialect that Java and PostgreSQL share.
 */
public final class BrokenEscapes {

    /** Matches every broken escape, and others too; most texts have neither. */
    public static final String SUSPECT = "\\\\u(0000|[dD][89a-fA-F])";

    /** Matches what is not broken although {@link #SUSPECT} matches it: escaped backslashes and whole pairs. */
    public static final String SOUND = "\\\\(\\\\|u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2})";

    private static final Pattern SUSPECT_PATTERN = Pattern.compile(SUSPECT);
    private static final Pattern SOUND_PATTERN = Pattern.compile(SOUND);

    private BrokenEscapes() {}

    /** Whether there are any: what is suspect, and still is when everything sound is taken away. */
    static boolean in(String json) {
        return isSuspect(json) && isSuspect(SOUND_PATTERN.matcher(json).replaceAll(" "));
    }

    private static boolean isSuspect(String json) {
        return SUSPECT_PATTERN.matcher(json).find();
    }
}
