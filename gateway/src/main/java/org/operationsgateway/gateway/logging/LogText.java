package org.operationsgateway.gateway.logging;

/** A text of a client in a log entry: bounded, and in one line. */
public final class LogText {

    private static final char DELETE = 0x7F;

    private LogText() {}

    /**
     * Returns the beginning of a text, with an ellipsis if it is longer. Characters that are not visible are escaped:
     * line breaks would begin another entry, escape sequences would reach a terminal, and others change the direction
     * of what follows.
     *
     * @param maxCharacters the maximum number of characters of the text, before they are escaped
     */
    static String of(String text, int maxCharacters) {
        int length = Math.min(text.length(), maxCharacters);
        StringBuilder line = new StringBuilder(length + 1);
        for (int i = 0; i < length; i++) {
            char next = text.charAt(i);
            if (isVisible(next)) {
                line.append(next);
            } else {
                line.append("\\u%04x".formatted((int) next));
            }
        }
        return length < text.length() ? line.append('…').toString() : line.toString();
    }

    /**
     * Returns a JSON text whose strings contain the characters that are not visible as escape sequences of JSON.
     *
     * @param json compact, so there are such characters in strings only
     */
    public static String ofJson(String json) {
        return of(json, json.length());
    }

    private static boolean isVisible(char next) {
        if (next >= ' ' && next < DELETE) {
            return true;
        }
        return switch (Character.getType(next)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
