package org.operationsgateway.core.filter;

/**
 * A text that others are compared with, of which more may stand before or after it.
 *
 * @param text what must be there
 * @param openStart whether anything may stand before it
 * @param openEnd whether anything may stand after it
 */
public record TextPattern(String text, boolean openStart, boolean openEnd) {

    /** The pattern of one text only. */
    public static TextPattern exactly(String text) {
        return new TextPattern(text, false, false);
    }

    /** Whether it is the pattern of one text only. */
    public boolean isExact() {
        return !openStart && !openEnd;
    }

    /** Whether the relation holds between a value and this; to be less or greater is a matter of the text alone. */
    boolean holds(Relation relation, String value) {
        return switch (relation) {
            case EQUAL -> matches(value);
            case NOT_EQUAL -> !matches(value);
            default -> relation.holds(compareCodePoints(value, text));
        };
    }

    private boolean matches(String value) {
        if (openStart) {
            return openEnd ? value.contains(text) : value.endsWith(text);
        }
        return openEnd ? value.startsWith(text) : value.equals(text);
    }

    /** The order of UTF-8, which differs from that of Java's strings: there, surrogates sort below U+E000. */
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
