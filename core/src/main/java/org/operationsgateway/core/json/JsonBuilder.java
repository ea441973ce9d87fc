package org.operationsgateway.core.json;

import java.util.Map;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * A builder of compact JSON text, the only JSON writer of the project.
 *
 * <p>String values are escaped. Member names are written unchanged, because they are constants, except by {@link
 * #strings}. JSON values that exist as text are inserted unchanged and unchecked. The caller balances the calls that
 * begin and end objects and arrays.
 *
 * <p>Not thread-safe. An instance builds one text: {@link #build} is called once, last.
 */
public final class JsonBuilder {

    private static final int DEFAULT_CAPACITY = 256;

    private final StringBuilder buffer;
    private boolean needsComma;

    /** A member name that is encoded once, for writers on a hot path. Immutable. */
    public static final class Name {

        private final String json;

        private Name(String json) {
            this.json = json;
        }
    }

    private JsonBuilder(int capacity) {
        buffer = new StringBuilder(capacity);
    }

    /** Begins a top-level object in a buffer with an initial capacity of {@value #DEFAULT_CAPACITY} characters. */
    public static JsonBuilder object() {
        return object(DEFAULT_CAPACITY);
    }

    /** Begins a top-level object in a buffer with an initial capacity, in characters; it grows without limit. */
    public static JsonBuilder object(int capacity) {
        return new JsonBuilder(capacity).begin('{');
    }

    /** Returns an encoded member name. */
    public static Name name(String name) {
        return new Name("\"" + name + "\":");
    }

    /** Begins an object as the value of a member. */
    public JsonBuilder beginObject(String name) {
        return member(name).begin('{');
    }

    /** Begins an object as an element of the current array. */
    public JsonBuilder beginObject() {
        return separated().begin('{');
    }

    /** Ends the current object. */
    public JsonBuilder endObject() {
        return end('}');
    }

    /** Begins an array as the value of a member. */
    public JsonBuilder beginArray(String name) {
        return member(name).begin('[');
    }

    /** Ends the current array. */
    public JsonBuilder endArray() {
        return end(']');
    }

    /** Writes a member with a string value, which is escaped. */
    public JsonBuilder string(String name, String value) {
        return member(name).quoted(value);
    }

    /** Writes a member with a string value that contains no character to escape, such as a resource name. */
    public JsonBuilder plainString(Name name, String value) {
        member(name).buffer.append('"').append(value).append('"');
        return this;
    }

    /** Writes a member with an object of strings as its value; their names and values are escaped. */
    public JsonBuilder strings(String name, Map<String, String> members) {
        beginObject(name);
        members.forEach((key, value) -> {
            separated().quoted(key).buffer.append(':');
            quoted(value);
        });
        return endObject();
    }

    /** Writes a member with a number as its value. */
    public JsonBuilder number(String name, long value) {
        member(name).buffer.append(value);
        return this;
    }

    /** Writes a member with a boolean value. */
    public JsonBuilder bool(String name, boolean value) {
        member(name).buffer.append(value);
        return this;
    }

    /** Writes a member with a boolean value. */
    public JsonBuilder bool(Name name, boolean value) {
        member(name).buffer.append(value ? "true" : "false"); // Faster than to append a boolean.
        return this;
    }

    /** Writes a member with JSON text as its value. */
    public JsonBuilder raw(String name, String json) {
        member(name).buffer.append(json);
        return this;
    }

    /** Writes a member with JSON text as its value. */
    public JsonBuilder raw(Name name, String json) {
        member(name).buffer.append(json);
        return this;
    }

    /** Writes JSON text as an element of the current array. */
    public JsonBuilder element(String json) {
        separated().buffer.append(json);
        needsComma = true;
        return this;
    }

    /** Writes the members of an object, which is compact JSON text, into the current object. */
    public JsonBuilder members(String object) {
        if (object.length() > 2) {
            separated().buffer.append(object, 1, object.length() - 1);
            needsComma = true;
        }
        return this;
    }

    /** Ends the top-level object and returns the text. */
    public String build() {
        return buffer.append('}').toString();
    }

    private JsonBuilder member(String name) {
        buffer.append(needsComma ? ",\"" : "\"").append(name).append("\":");
        needsComma = true;
        return this;
    }

    private JsonBuilder member(Name name) {
        separated().buffer.append(name.json);
        needsComma = true;
        return this;
    }

    private JsonBuilder quoted(String text) {
        buffer.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, buffer);
        buffer.append('"');
        needsComma = true;
        return this;
    }

    private JsonBuilder separated() {
        if (needsComma) {
            buffer.append(',');
        }
        return this;
    }

    private JsonBuilder begin(char bracket) {
        buffer.append(bracket);
        needsComma = false;
        return this;
    }

    private JsonBuilder end(char bracket) {
        buffer.append(bracket);
        needsComma = true;
        return this;
    }
}
