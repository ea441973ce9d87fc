package org.operationsgateway.gateway.store.filter;

import org.operationsgateway.core.filter.Operand;
import org.operationsgateway.core.filter.Quantity;
import org.operationsgateway.core.filter.Relation;

/**
 * A translator of comparisons of a JSON value: {@code kind} is its JSON type and {@code content} its text. Not
 * thread-safe.
 *
 * <p>A cast of text to a number or a time is guarded by {@code case}, because PostgreSQL evaluates the other parts of a
 * condition in any order.
 *
 * @param bindings receives amounts and flags
 * @param texts translates texts
 */
record OperandSql(Bindings bindings, TextSql texts) {

    /** Returns the condition that a value is not null and compares with the operand; SQL null if there is no value. */
    String compare(Relation relation, Operand operand) {
        return relation == Relation.NOT_EQUAL
                ? "kind <> 'null' and not (" + comparison(Relation.EQUAL, operand) + ")"
                : comparison(relation, operand);
    }

    private String comparison(Relation relation, Operand operand) {
        return switch (operand) {
            case Operand.Flag flag ->
                "kind in ('boolean', 'string') and content = " + bindings.text(String.valueOf(flag.value()));
            case Operand.Text text -> "kind = 'string' and " + texts.compare("content", relation, text.pattern());
            case Operand.Amount amount -> amount(relation, amount);
        };
    }

    private String amount(Relation relation, Operand.Amount amount) {
        Quantity quantity = amount.quantity();
        String kinds = quantity == Quantity.NUMBER ? "'number', 'string'" : "'string'";
        return "case when kind in (" + kinds + ") and length(content) <= " + Quantity.MAX_LENGTH + " and content ~ '^("
                + quantity.regex() + ")$' then " + decimal(quantity) + " " + relation.symbol() + " "
                + bindings.numeric(amount.value()) + " else false end";
    }

    private static String decimal(Quantity quantity) {
        return switch (quantity) {
            case NUMBER -> "content::numeric";
            case DURATION -> "left(content, -1)::numeric";
            // A timestamptz has microseconds, so the fraction is added apart.
            case TIMESTAMP ->
                "extract(epoch from regexp_replace(content, '[.][0-9]+', '')::timestamptz)"
                        + " + coalesce(substring(content from '[.][0-9]+'), '0')::numeric";
        };
    }
}
