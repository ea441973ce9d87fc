package org.operationsgateway.gateway.store.filter;

import org.operationsgateway.core.filter.Relation;
import org.operationsgateway.core.filter.TextPattern;

/**
 * Translates comparisons of texts.
 *
 * @param bindings takes the patterns
 */
record TextSql(Bindings bindings) {

    /** That the relation holds between an expression and a pattern; null only if the expression is. */
    String holds(String expression, Relation relation, TextPattern pattern) {
        return switch (relation) {
            case EQUAL -> matches(expression, pattern);
            case NOT_EQUAL -> "not (" + matches(expression, pattern) + ")";
            default -> compares(expression, relation, pattern);
        };
    }

    private String matches(String expression, TextPattern pattern) {
        if (pattern.isExact()) {
            return compares(expression, Relation.EQUAL, pattern);
        }
        String text = bindings.text(pattern.text());
        if (!pattern.openStart()) {
            return "starts_with(" + expression + ", " + text + ")";
        }
        return pattern.openEnd()
                ? "strpos(" + expression + ", " + text + ") > 0"
                : "right(" + expression + ", length(" + text + ")) = " + text;
    }

    /** In this collation texts sort by code points, whatever the database has. */
    private String compares(String expression, Relation relation, TextPattern pattern) {
        return expression + " collate \"C\" " + relation.symbol() + " " + bindings.text(pattern.text());
    }
}
