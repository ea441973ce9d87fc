package org.operationsgateway.core.filter;

import java.util.Optional;

/** What stands between a field and its argument. */
enum Operator {
    // The longer before those that they begin with.
    NOT_EQUAL(Relation.NOT_EQUAL),
    LESS_OR_EQUAL(Relation.LESS_OR_EQUAL),
    GREATER_OR_EQUAL(Relation.GREATER_OR_EQUAL),
    EQUAL(Relation.EQUAL),
    LESS(Relation.LESS),
    GREATER(Relation.GREATER),
    /** The field is present, is equal, or has such an element or key. */
    HAS(":", Relation.EQUAL);

    private final String symbol;
    private final Relation relation;

    Operator(Relation relation) {
        this(relation.symbol(), relation);
    }

    Operator(String symbol, Relation relation) {
        this.symbol = symbol;
        this.relation = relation;
    }

    /** As it is written. */
    String symbol() {
        return symbol;
    }

    /** What it asks of a single value. */
    Relation relation() {
        return relation;
    }

    /** The operator that is written so. */
    static Operator of(String symbol) {
        return at(0, symbol).orElseThrow();
    }

    /** The operator at an index of a text; empty if there is none. */
    static Optional<Operator> at(int index, String text) {
        for (Operator operator : values()) {
            if (text.startsWith(operator.symbol, index)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }
}
