package org.operationsgateway.core.filter;

import java.time.Instant;
import java.util.List;
import org.operationsgateway.core.filter.json.BrokenEscapes;

/**
 * A compiled filter, in which every comparison fits its field. Immutable.
 *
 * <p>A text is divided into tokens, parsed to an {@link Expression} with positions, and compiled to a condition. There
 * are two implementations of its evaluation: in memory, and in SQL. They agree, because both implement these rules:
 *
 * <ul>
 *   <li>A condition is true or false, and {@code NOT} negates it. A comparison with an unset value is false, also with
 *       {@code !=}. A JSON null is unset, and so is every value in a payload with {@linkplain BrokenEscapes broken
 *       escapes}.
 *   <li>{@code !=} is true for every value that is set and not equal, of any type.
 *   <li>The type of an argument determines the values in a payload that it equals. {@code true} and {@code false} equal
 *       the JSON literal and a string with that text. A number without quotes equals a JSON number, or a string that
 *       contains a number, as ProtoJSON writes 64-bit integers. A timestamp or a duration, quoted or not, equals a
 *       string that denotes the same time, in any notation. Every other argument equals a string. Values of types that
 *       cannot be equal are not ordered.
 *   <li>Numbers compare by value. The limits are {@value Quantity#MAX_LENGTH} characters and an exponent of 1000; a
 *       number in a payload that exceeds a limit equals no argument. Texts compare by code points.
 *   <li>A dot selects a member of an object, never an element of an array: digits are an ordinary key. Only {@code :}
 *       applies to each element of an array on the path.
 *   <li>Of members with the same name, the last is used. A literal without a field, however, matches any of their
 *       strings.
 * </ul>
 */
public sealed interface Condition {

    /** The default condition, which is true for every operation. */
    Condition ALWAYS = new And(List.of());

    /** The conjunction of conditions; true if there are none. */
    record And(List<Condition> operands) implements Condition {
        public And {
            operands = List.copyOf(operands);
        }
    }

    /** The disjunction of conditions. */
    record Or(List<Condition> operands) implements Condition {
        public Or {
            operands = List.copyOf(operands);
        }
    }

    /** The negation of a condition. */
    record Not(Condition operand) implements Condition {}

    /** The condition that the name, the error message or a string in the metadata contains a text. */
    record Literal(String text) implements Condition {}

    /** A comparison of the name. */
    record Name(Relation relation, TextPattern pattern) implements Condition {}

    /** The condition that a flag has a value. */
    record Flag(FlagField field, boolean value) implements Condition {}

    /** A boolean field. */
    enum FlagField {
        DONE,
        CANCEL_REQUESTED
    }

    /** A comparison of a time with a timestamp in whole microseconds, in the years 1 to 9999; false if unset. */
    record Time(TimeField field, Relation relation, Instant value) implements Condition {}

    /** A timestamp field. */
    enum TimeField {
        CREATE_TIME,
        UPDATE_TIME,
        /** Unset until the operation is done. */
        END_TIME
    }

    /** A comparison of the number of the error code; false if there is no error. */
    record ErrorCode(Relation relation, int number) implements Condition {}

    /** A condition on the value at a path of keys in a JSON document. */
    sealed interface Json extends Condition {

        /** Returns the document. */
        Document document();

        /** Returns the keys from the root to the value; empty for the document itself. Immutable. */
        List<String> path();
    }

    /** The condition that a value at the path is set; applies to each element of an array on the path. */
    record Present(Document document, List<String> path) implements Json {
        public Present {
            path = List.copyOf(path);
        }
    }

    /** A comparison of the value at the path; false if the value is unset. */
    record Compared(Document document, List<String> path, Relation relation, Operand operand) implements Json {
        public Compared {
            path = List.copyOf(path);
        }
    }

    /**
     * The condition that the value at the path equals the operand, is an array with an equal element, or is an object
     * with the key; applies to each element of an array on the path.
     */
    record Has(Document document, List<String> path, Operand operand, String key) implements Json {
        public Has {
            path = List.copyOf(path);
        }
    }

    /** A JSON document of an operation. */
    enum Document {
        METADATA,
        RESPONSE,
        ERROR
    }
}
