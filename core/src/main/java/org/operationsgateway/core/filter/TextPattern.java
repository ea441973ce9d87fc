package org.operationsgateway.core.filter;

/**
 * A text with optional wildcards at its start and end. Immutable.
 *
 * @param text the text without wildcards
 * @param openStart whether there is a wildcard before the text
 * @param openEnd whether there is a wildcard after the text
 */
public record TextPattern(String text, boolean openStart, boolean openEnd) {

    /** Returns the pattern without wildcards, which only the text itself matches. */
    public static TextPattern exactly(String text) {
        return new TextPattern(text, false, false);
    }

    /** Returns whether there are no wildcards. */
    public boolean isExact() {
        return !openStart && !openEnd;
    }

    /** Returns whether a relation holds between a value and this pattern; an order ignores the wildcards. */
    boolean holds(Relation relation, String value) {
        return switch (relation) {
            case EQUAL -> matches(value);
            case NOT_EQUAL -> !matches(value);
            default -> relation.holds(compareCodePoints(value, text));
        };
    }

    private boolean matches(String value) {
        if (openStart) {
            return openEnd ? TextSearch.contains(value, text) : value.endsWith(text);
        }
        return openEnd ? value.startsWith(text) : value.equals(text);
    }

    /** Compares in the order of UTF-8. The default order of strings differs: surrogates precede U+E000. */
    private static int compareCodePoints(String one, String other) {
        int common = Math.min(one.length(), other.length());
        for (int i = 0; i < common; i++) {
            char left = one.charAt(i);
            char right = other.charAt(i);
            if (left != right) {
                return Character.isSurrogate(left) == Character.isSurrogate(right)
                        ? Character.compare(left, right)
                        : Boolean.compare(Character.isSurrogate(left), Character.isSurrogate(right));
            }
        }
        return Integer.compare(one.length(), other.length());
    }
}
