package org.operationsgateway.core.filter;

/**
 * A search for a text in another one in linear time, also for texts of one repeated character, in which {@link
 * String#contains} compares the whole text at every position.
 */
final class TextSearch {

    /** The product of the lengths up to which the plain search is faster. */
    private static final long MAX_PLAIN_COST = 100_000;

    private TextSearch() {}

    /** Returns whether a text contains another one. */
    static boolean contains(String text, String part) {
        return (long) text.length() * part.length() <= MAX_PLAIN_COST ? text.contains(part) : search(text, part);
    }

    /** Searches as Knuth, Morris and Pratt do. */
    private static boolean search(String text, String part) {
        int[] borders = borders(part);
        int matched = 0;
        for (int i = 0; i < text.length(); i++) {
            matched = extend(part, borders, matched, text.charAt(i));
            if (matched == part.length()) {
                return true;
            }
        }
        return false;
    }

    /** Returns the length of the longest proper border of each prefix, by the length of the prefix. */
    private static int[] borders(String part) {
        int[] borders = new int[part.length() + 1];
        for (int length = 2; length <= part.length(); length++) {
            borders[length] = extend(part, borders, borders[length - 1], part.charAt(length - 1));
        }
        return borders;
    }

    private static int extend(String part, int[] borders, int matched, char next) {
        int length = matched;
        while (length > 0 && part.charAt(length) != next) {
            length = borders[length];
        }
        return part.charAt(length) == next ? length + 1 : length;
    }
}
