package org.operationsgateway.cli.terminal;

/**
 * The removal of control characters from text that others have written.
 *
 * <p>A status message could otherwise contain escape sequences, which move the cursor, change the title or the
 * clipboard of a terminal, or let a line resemble another one.
 */
public final class SafeText {

    private static final char REPLACEMENT = '\uFFFD';

    private SafeText() {}

    /** Returns a text in one line: white space becomes a blank, and each other control character U+FFFD. */
    public static String of(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().map(SafeText::replace).forEach(safe::appendCodePoint);
        return safe.toString();
    }

    private static int replace(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            case Character.CONTROL -> codePoint == '\n' || codePoint == '\r' || codePoint == '\t' ? ' ' : REPLACEMENT;
            // Such as the overrides of the direction of text; the joiner is a part of emoji and of words.
            case Character.FORMAT -> codePoint == 0x200D || codePoint == 0x200C ? codePoint : REPLACEMENT;
            case Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> REPLACEMENT;
            default -> codePoint;
        };
    }

    /**
     * Returns JSON in which the control characters from U+007F on are escaped, which the grammar of JSON does not
     * require. A terminal obeys them too: U+009B begins an escape sequence.
     *
     * @param json a valid text, without white space between its tokens
     */
    public static String escapeJson(String json) {
        if (json.chars().allMatch(c -> c < 0x7F)) {
            return json;
        }
        StringBuilder safe = new StringBuilder(json.length());
        json.codePoints().forEach(codePoint -> {
            if (codePoint < 0x7F || replace(codePoint) == codePoint) {
                safe.appendCodePoint(codePoint);
            } else {
                Character.toString(codePoint).chars().forEach(unit -> safe.append("\\u%04x".formatted(unit)));
            }
        });
        return safe.toString();
    }

    /** Returns at most some characters of a text; the last one is an ellipsis if the text is longer. */
    public static String cut(String text, int maxCharacters) {
        if (text.codePointCount(0, text.length()) <= maxCharacters) {
            return text;
        }
        return maxCharacters <= 0 ? "" : text.substring(0, text.offsetByCodePoints(0, maxCharacters - 1)) + "…";
    }
}
