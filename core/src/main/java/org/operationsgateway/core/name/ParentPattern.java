package org.operationsgateway.core.name;

import org.operationsgateway.core.rpc.StatusException;

/**
 * A pattern of parents: a parent with all parents below it, in which a segment {@code -} is a wildcard for any one
 * segment. Immutable.
 *
 * @param parent the parent with wildcards; {@link Parent#SERVICE} for all parents
 */
public record ParentPattern(Parent parent) {

    /** The pattern of all parents. */
    public static final ParentPattern ALL = new ParentPattern(Parent.SERVICE);

    private static final String ALL_TEXT = "*";
    private static final String WILDCARD = "-";

    /**
     * Parses a pattern: {@code *} for all parents, or a parent such as {@code projects/p} or {@code projects/-/jobs}.
     *
     * @throws StatusException INVALID_ARGUMENT if the parent is not valid
     */
    public static ParentPattern parse(String text) {
        if (text.equals(ALL_TEXT)) {
            return ALL;
        }
        if (text.isEmpty()) {
            throw Segments.invalidName("a segment is empty");
        }
        return new ParentPattern(new Parent(text));
    }

    /** Returns whether the pattern matches a parent. */
    public boolean matches(Parent other) {
        return equals(ALL) || isPrefix(segments(parent), segments(other), false);
    }

    /** Returns whether the pattern can match parents below a parent. */
    public boolean isBelow(Parent other) {
        return other.equals(Parent.SERVICE) || (!equals(ALL) && isPrefix(segments(other), segments(parent), true));
    }

    /**
     * Compares segments.
     *
     * @param both whether {@code -} is a wildcard in both; otherwise only in the prefix
     */
    private static boolean isPrefix(String[] prefix, String[] segments, boolean both) {
        if (prefix.length > segments.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            boolean wildcard = prefix[i].equals(WILDCARD) || (both && segments[i].equals(WILDCARD));
            if (!wildcard && !prefix[i].equals(segments[i])) {
                return false;
            }
        }
        return true;
    }

    private static String[] segments(Parent parent) {
        return parent.path().split("/");
    }

    /** Returns the text that {@link #parse} accepts. */
    @Override
    public String toString() {
        return equals(ALL) ? ALL_TEXT : parent.path();
    }
}
