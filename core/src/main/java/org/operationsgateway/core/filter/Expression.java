package org.operationsgateway.core.filter;

import java.util.List;

/** The syntax tree of a filter, with positions for error messages. Immutable. */
sealed interface Expression {

    /** Returns the offset of the first character. */
    int position();

    /** A conjunction of at least two operands. */
    record And(int position, List<Expression> operands) implements Expression {
        public And {
            operands = List.copyOf(operands);
        }
    }

    /** A disjunction of at least two operands. */
    record Or(int position, List<Expression> operands) implements Expression {
        public Or {
            operands = List.copyOf(operands);
        }
    }

    /** A negation. */
    record Not(int position, Expression operand) implements Expression {}

    /** A literal without a field. */
    record Literal(int position, String text) implements Expression {}

    /** A comparison of a field with an argument. */
    record Restriction(List<Word> member, Operator operator, Word argument) implements Expression {
        public Restriction {
            member = List.copyOf(member);
        }

        @Override
        public int position() {
            return member.getFirst().position();
        }

        /** Returns whether this is a presence test, {@code field:*}. */
        boolean isPresence() {
            return operator == Operator.HAS && argument.isAsterisk();
        }
    }
}
