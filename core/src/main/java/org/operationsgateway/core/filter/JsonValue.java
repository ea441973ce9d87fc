package org.operationsgateway.core.filter;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A parsed JSON value. */
sealed interface JsonValue {

    /** What a member of this is; null if there is none, or this is not an object. */
    default @Nullable JsonValue member(String key) {
        return null;
    }

    /** What an array stands for: its elements. What is no array stands for itself. */
    default List<JsonValue> elements() {
        return List.of(this);
    }

    /** Whether it is anything but null. */
    default boolean isSet() {
        return true;
    }

    /** An object: of members with the same name, the last. */
    record Members(Map<String, JsonValue> values) implements JsonValue {
        @Override
        public @Nullable JsonValue member(String key) {
            return values.get(key);
        }
    }

    /** An array. */
    record Elements(List<JsonValue> elements) implements JsonValue {}

    /** A string, as it reads without its escapes. */
    record Text(String text) implements JsonValue {}

    /** A number, as it is written. */
    record Numeral(String text) implements JsonValue {}

    /** True or false. */
    record Flag(boolean value) implements JsonValue {}

    /** Null. */
    record Unset() implements JsonValue {
        @Override
        public boolean isSet() {
            return false;
        }
    }
}
