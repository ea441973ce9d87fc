package org.operationsgateway.core.filter;

import java.util.List;

/** The syntax of a filter: what was written, and where. */
sealed interface Expression {

    /** The index of its first character. */
    int position();

    /** Several that all must hold, at least two. */
    record And(int position, List<Expression> operands) implements Expression {
        public And {
            operands = List.copyOf(operands);
        }
    }

    /** Several of which one must hold, at least two. */
    record Or(int position, List<Expression> operands) implements Expression {
        public Or {
            operands = List.copyOf(operands);
        }
    }

    /** The opposite. */
    record Not(int position, Expression operand) implements Expression {}

    /** A text without a field. */
    record Literal(int position, String text) implements Expression {}

    /** A field compared with an argument. */
    record Restriction(List<Word> member, Operator operator, Word argument) implements Expression {
        public Restriction {
            member = List.copyOf(member);
        }

        @Override
        public int position() {
            return member.getFirst().position();
        }

        /** Whether it asks for presence. */
        boolean isPresence() {
            return operator == Operator.HAS && argument.isAsterisk();
        }
    }
}
