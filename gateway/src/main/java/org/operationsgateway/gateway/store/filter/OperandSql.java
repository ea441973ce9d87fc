package org.operationsgateway.gateway.store.filter;

import org.operationsgateway.core.filter.Operand;
import org.operationsgateway.core.filter.Quantity;
import org.operationsgateway.core.filter.Relation;

/**
 * Translates comparisons of a JSON value, of which {@code kind} is the JSON type and {@code content} the text.
 *
 * <p>A text is cast to a number or a time only where a {@code case} has made sure that it is one: what stands elsewhere
 * in a condition may be evaluated in any order.
 *
 * @param bindings takes amounts and flags
 * @param texts takes texts
 */
record OperandSql(Bindings bindings, TextSql texts) {

    /** That a value is set and the relation holds between it and the operand; null if there is no value. */
    String holds(Relation relation, Operand operand) {
        return relation == Relation.NOT_EQUAL
                ? "kind <> 'null' and not (" + compares(Relation.EQUAL, operand) + ")"
                : compares(relation, operand);
    }

    private String compares(Relation relation, Operand operand) {
        return switch (operand) {
            case Operand.Flag flag ->
                "kind in ('boolean', 'string') and content = " + bindings.text(String.valueOf(flag.value()));
            case Operand.Text text -> "kind = 'string' and " + texts.holds("content", relation, text.pattern());
            case Operand.Amount amount -> amount(relation, amount);
        };
    }

    private String amount(Relation relation, Operand.Amount amount) {
        Quantity quantity = amount.quantity();
        String kinds = quantity == Quantity.NUMBER ? "'number', 'string'" : "'string'";
        return "case when kind in (" + kinds + ") and length(content) <= " + Quantity.MAX_LENGTH + " and content ~ '^("
                + quantity.regex() + ")$' then " + decimal(quantity) + " " + relation.symbol() + " "
                + bindings.number(amount.value()) + " else false end";
    }

    private static String decimal(Quantity quantity) {
        return switch (quantity) {
            case NUMBER -> "content::numeric";
            case DURATION -> "left(content, -1)::numeric";
            // A timestamptz would round the decimals.
            case TIMESTAMP ->
                "extract(epoch from regexp_replace(content, '[.][0-9]+', '')::timestamptz)"
                        + " + coalesce(substring(content from '[.][0-9]+'), '0')::numeric";
        };
    }
}
