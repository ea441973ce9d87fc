package org.operationsgateway.core.filter;

import java.math.BigDecimal;

/** An argument for a comparison with a JSON value of any type. Immutable. */
public sealed interface Operand permits Operand.Flag, Operand.Amount, Operand.Text {

    /**
     * A boolean, for comparisons other than an order.
     *
     * @param value the boolean
     */
    record Flag(boolean value) implements Operand {}

    /**
     * A number, a duration or a timestamp.
     *
     * @param quantity the kind of quantity
     * @param value the amount
     */
    record Amount(Quantity quantity, BigDecimal value) implements Operand {}

    /**
     * A text.
     *
     * @param pattern the pattern of equal strings; exact in a comparison by order
     */
    record Text(TextPattern pattern) implements Operand {}
}
