package org.operationsgateway.core.filter.json;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node of a parsed JSON document. Immutable. */
public sealed interface JsonValue {

    /** Returns a member; null if it does not exist, or if this value is not an object. */
    default @Nullable JsonValue member(String key) {
        return null;
    }

    /** Returns the elements of an array; any other value is returned as a single element. */
    default List<JsonValue> elements() {
        return List.of(this);
    }

    /** Returns whether the value is not null. */
    default boolean isSet() {
        return true;
    }

    /** An object with the last of all members that have the same name. */
    record Members(Map<String, JsonValue> values) implements JsonValue {
        @Override
        public @Nullable JsonValue member(String key) {
            return values.get(key);
        }
    }

    /** An array. */
    record Elements(List<JsonValue> elements) implements JsonValue {}

    /** A string without escapes. */
    record Text(String text) implements JsonValue {}

    /** A number with the digits of its source. */
    record Numeral(String text) implements JsonValue {}

    /** A boolean. */
    record Flag(boolean value) implements JsonValue {}

    /** A null, or the default for an absent document. */
    record Unset() implements JsonValue {
        @Override
        public boolean isSet() {
            return false;
        }
    }
}
