package org.operationsgateway.core.filter;

import java.util.Optional;

/** An operator between a field and its argument. */
enum Operator {
    // An operator precedes its own prefixes.
    NOT_EQUAL(Relation.NOT_EQUAL),
    LESS_OR_EQUAL(Relation.LESS_OR_EQUAL),
    GREATER_OR_EQUAL(Relation.GREATER_OR_EQUAL),
    EQUAL(Relation.EQUAL),
    LESS(Relation.LESS),
    GREATER(Relation.GREATER),
    /** The "has" operator: the field is present, is equal, or contains the element or key. */
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

    /** Returns the symbol in the text. */
    String symbol() {
        return symbol;
    }

    /** Returns the relation for a single value. */
    Relation relation() {
        return relation;
    }

    /** Returns the operator with a symbol. */
    static Operator of(String symbol) {
        return at(0, symbol).orElseThrow();
    }

    /** Returns the operator at an offset of a text; empty if there is none. */
    static Optional<Operator> at(int offset, String text) {
        for (Operator operator : values()) {
            if (text.startsWith(operator.symbol, offset)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }
}
