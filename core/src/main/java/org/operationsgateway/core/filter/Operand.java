package org.operationsgateway.core.filter;

import java.math.BigDecimal;

/** An argument that is compared with a value of any JSON type. */
public sealed interface Operand permits Operand.Flag, Operand.Amount, Operand.Text {

    /**
     * {@code true} or {@code false}; never less or greater.
     *
     * @param value which of them
     */
    record Flag(boolean value) implements Operand {}

    /**
     * An amount.
     *
     * @param quantity of what
     * @param value how much
     */
    record Amount(Quantity quantity, BigDecimal value) implements Operand {}

    /**
     * A text; exact, if it is to be less or greater.
     *
     * @param pattern what equals it
     */
    record Text(TextPattern pattern) implements Operand {}
}
