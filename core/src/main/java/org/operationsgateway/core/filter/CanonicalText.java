package org.operationsgateway.core.filter;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.operationsgateway.core.filter.Expression.Restriction;

/** The canonical form of a filter, independent of white space, quotes and redundant parentheses. */
final class CanonicalText {

    private static final Pattern UNQUOTED_NAME = Pattern.compile("(?!(AND|OR|NOT)$)[A-Za-z0-9_@]++");

    private CanonicalText() {}

    /** Returns the canonical form, which {@link Parser} parses to an equal tree. */
    static String text(Expression expression) {
        return switch (expression) {
            case Expression.And and -> joined(and.operands(), " AND ");
            case Expression.Or or -> "(" + joined(or.operands(), " OR ") + ")";
            case Expression.Not not -> "NOT " + negated(not.operand());
            case Expression.Literal literal -> quoted(literal.text());
            case Restriction restriction -> restriction(restriction);
        };
    }

    private static String joined(List<Expression> operands, String operator) {
        return operands.stream().map(CanonicalText::operand).collect(Collectors.joining(operator));
    }

    private static String operand(Expression expression) {
        return expression instanceof Expression.And ? "(" + text(expression) + ")" : text(expression);
    }

    private static String negated(Expression expression) {
        return expression instanceof Expression.Not ? "(" + text(expression) + ")" : operand(expression);
    }

    private static String restriction(Restriction restriction) {
        String member = restriction.member().stream().map(CanonicalText::name).collect(Collectors.joining("."));
        return member + restriction.operator().symbol() + argument(restriction.argument());
    }

    private static String name(Word word) {
        return UNQUOTED_NAME.matcher(word.text()).matches() ? word.text() : quoted(word.text());
    }

    private static String argument(Word word) {
        if (!word.quoted()) {
            return word.text();
        }
        String start = word.openStart() ? "*" : "";
        String end = word.openEnd() && !(word.openStart() && word.text().length() == 1) ? "*" : "";
        return '"' + start + escaped(word.pattern().text()) + end + '"';
    }

    private static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("*", "\\*");
    }
}
