package org.operationsgateway.gateway.spelling;

import java.util.Locale;

/** The edit distance between a name and a known one, without regard to case, hyphens and underscores. */
public final class EditDistance {

    /** From this length on, two errors are recognised. */
    private static final int LONG = 6;

    private EditDistance() {}

    /** Returns whether a name is probably a typing error for a known one. */
    public static boolean isSimilar(String name, String known) {
        int errors = known.length() < LONG ? 1 : 2;
        return Math.abs(normalized(name).length() - known.length()) <= errors
                && name.length() > errors
                && between(name, known) <= errors;
    }

    /** Returns the number of insertions, deletions and replacements. */
    public static int between(String name, String known) {
        String from = normalized(name);
        String to = normalized(known);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }

    private static String normalized(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }
}
