package org.operationsgateway.core.filter;

/** A relation between a value and an argument. */
public enum Relation {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String symbol;

    Relation(String symbol) {
        this.symbol = symbol;
    }

    /** Returns the symbol in filters and in SQL. */
    public String symbol() {
        return symbol;
    }

    /** Returns whether the relation is an order, such as {@code <}, instead of an equality. */
    public boolean isOrder() {
        return this != EQUAL && this != NOT_EQUAL;
    }

    /** Returns whether the relation holds for a result of {@code compareTo}. */
    boolean holds(int comparison) {
        return switch (this) {
            case EQUAL -> comparison == 0;
            case NOT_EQUAL -> comparison != 0;
            case LESS -> comparison < 0;
            case LESS_OR_EQUAL -> comparison <= 0;
            case GREATER -> comparison > 0;
            case GREATER_OR_EQUAL -> comparison >= 0;
        };
    }
}
