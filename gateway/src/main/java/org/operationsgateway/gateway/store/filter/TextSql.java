package org.operationsgateway.gateway.store.filter;

import org.operationsgateway.core.filter.Relation;
import org.operationsgateway.core.filter.TextPattern;

/**
 * A translator of comparisons of texts. Not thread-safe.
 *
 * @param bindings receives the patterns
 */
record TextSql(Bindings bindings) {

    /** Returns the condition that an expression compares with a pattern; SQL null only if the expression is null. */
    String compare(String expression, Relation relation, TextPattern pattern) {
        return switch (relation) {
            case EQUAL -> matches(expression, pattern);
            case NOT_EQUAL -> "not (" + matches(expression, pattern) + ")";
            default -> comparison(expression, relation, pattern);
        };
    }

    private String matches(String expression, TextPattern pattern) {
        if (pattern.isExact()) {
            return comparison(expression, Relation.EQUAL, pattern);
        }
        String text = bindings.text(pattern.text());
        if (!pattern.openStart()) {
            return "starts_with(" + expression + ", " + text + ")";
        }
        return pattern.openEnd()
                ? "strpos(" + expression + ", " + text + ") > 0"
                : "right(" + expression + ", length(" + text + ")) = " + text;
    }

    /** Uses the collation {@code C}, which sorts by code points, independent of the database. */
    private String comparison(String expression, Relation relation, TextPattern pattern) {
        return expression + " collate \"C\" " + relation.symbol() + " " + bindings.text(pattern.text());
    }
}
