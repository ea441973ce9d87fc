package org.operationsgateway.core.filter;

/**
 * A name, an argument or a symbol in a filter. Immutable.
 *
 * @param position the offset of the first character
 * @param text the text without quotes and escapes
 * @param quoted whether the word is quoted
 * @param openStart whether the word begins with an unescaped asterisk
 * @param openEnd whether the word ends with an unescaped asterisk
 */
record Word(int position, String text, boolean quoted, boolean openStart, boolean openEnd) {

    /** Returns a word without quotes. */
    static Word plain(int position, String text) {
        return new Word(position, text, false, text.startsWith("*"), text.endsWith("*"));
    }

    /** Returns whether this is the asterisk of a presence test. */
    boolean isAsterisk() {
        return !quoted && text.equals("*");
    }

    /** Returns the pattern of equal texts, in which asterisks at the start and end are wildcards. */
    TextPattern pattern() {
        int start = openStart ? 1 : 0;
        int end = openEnd ? text.length() - 1 : text.length();
        return new TextPattern(text.substring(start, Math.max(start, end)), openStart, openEnd);
    }
}
