package org.operationsgateway.core.filter;

import java.time.Instant;
import java.util.List;

/**
 * What a filter asks of an operation, where every comparison fits its field.
 *
 * <p>A text becomes tokens, a tree of syntax that knows positions, and at last a {@link
 * org.operationsgateway.core.filter.Condition}, in which each comparison fits its field. The condition is evaluated in
 * memory here, and by a database elsewhere; the two agree if both keep to these rules.
 *
 * <ul>
 *   <li>A match is true or false. {@code NOT} negates it. A comparison with something that is not set is false, with
 *       {@code !=} too; a JSON null is not set, nor is anything in a payload with {@linkplain
 *       org.operationsgateway.core.filter.BrokenEscapes broken escapes}.
 *   <li>{@code !=} is true for whatever is set and not equal, of whatever type it is.
 *   <li>What an argument is decides what it can equal in a payload. {@code true} and {@code false} equal the JSON
 *       literal and a string that says so. A number without quotes equals a JSON number, or a string that holds a
 *       number, as ProtoJSON writes 64 bits. A timestamp or a duration, quoted or not, equals a string that holds the
 *       same time, however it is written. Every other argument equals a string. What cannot be equal is not ordered.
 *   <li>Numbers compare by value, at most {@value org.operationsgateway.core.filter.Quantity#MAX_LENGTH} characters
 *       long and with exponents up to 1000; a longer one in a payload equals nothing. Texts compare by code points.
 *   <li>A dot leads into an object, never into an array: digits are a key like any other. Only for {@code :} does an
 *       array on the way stand for each of its elements.
 *   <li>Of members with the same name the last counts. A literal without a field, though, looks at every string.
 * </ul>
 */
public sealed interface Condition {

    /** Holds for every operation. */
    Condition ALWAYS = new And(List.of());

    /** All of them hold; also if there are none. */
    record And(List<Condition> operands) implements Condition {
        public And {
            operands = List.copyOf(operands);
        }
    }

    /** At least one of them holds. */
    record Or(List<Condition> operands) implements Condition {
        public Or {
            operands = List.copyOf(operands);
        }
    }

    /** It does not hold. */
    record Not(Condition operand) implements Condition {}

    /** The name, the error's message or any string in the metadata contains the text. */
    record Mention(String text) implements Condition {}

    /** The name compares so. */
    record Name(Relation relation, TextPattern pattern) implements Condition {}

    /** The flag has the value. */
    record Flag(FlagField field, boolean value) implements Condition {}

    /** A field that is true or false. */
    enum FlagField {
        DONE,
        CANCEL_REQUESTED
    }

    /** The time is set and compares so with a moment of whole microseconds, in the years 1 to 9999. */
    record Time(TimeField field, Relation relation, Instant value) implements Condition {}

    /** A field that is a moment. */
    enum TimeField {
        CREATE_TIME,
        UPDATE_TIME,
        /** Set when the operation is done. */
        END_TIME
    }

    /** There is an error, and the number of its code compares so. */
    record ErrorCode(Relation relation, int number) implements Condition {}

    /** Something that is asked of what a document holds at a path of keys. */
    sealed interface Json extends Condition {

        /** Where to look. */
        Document document();

        /** The keys that lead to the value; none for the document itself. */
        List<String> path();
    }

    /** There is something at the path; an array on the way stands for each of its elements. */
    record Present(Document document, List<String> path) implements Json {
        public Present {
            path = List.copyOf(path);
        }
    }

    /** There is something at the path, and it compares so. */
    record Compared(Document document, List<String> path, Relation relation, Operand operand) implements Json {
        public Compared {
            path = List.copyOf(path);
        }
    }

    /**
     * What is at the path equals the operand, is an array with such an element, or is an object with that key; an array
     * on the way stands for each of its elements.
     */
    record Has(Document document, List<String> path, Operand operand, String key) implements Json {
        public Has {
            path = List.copyOf(path);
        }
    }

    /** A part of an operation that is JSON. */
    enum Document {
        METADATA,
        RESPONSE,
        ERROR
    }
}
