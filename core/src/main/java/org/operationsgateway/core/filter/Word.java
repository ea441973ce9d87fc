package org.operationsgateway.core.filter;

/**
 * A run of characters in a filter that means one thing.
 *
 * @param position the index of its first character
 * @param text what it says, without quotes and escapes
 * @param quoted whether it stood in quotes
 * @param openStart whether it begins with an asterisk that was not escaped
 * @param openEnd whether it ends with one
 */
record Word(int position, String text, boolean quoted, boolean openStart, boolean openEnd) {

    /** A word without quotes. */
    static Word plain(int position, String text) {
        return new Word(position, text, false, text.startsWith("*"), text.endsWith("*"));
    }

    /** Whether it is the asterisk that asks for presence. */
    boolean isAsterisk() {
        return !quoted && text.equals("*");
    }

    /** The pattern of what equals it, in which asterisks at the ends stand for anything. */
    TextPattern pattern() {
        int start = openStart ? 1 : 0;
        int end = openEnd ? text.length() - 1 : text.length();
        return new TextPattern(text.substring(start, Math.max(start, end)), openStart, openEnd);
    }
}
