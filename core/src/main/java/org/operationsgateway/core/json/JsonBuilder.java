package org.operationsgateway.core.json;

import tools.jackson.core.io.JsonStringEncoder;

/**
 * A builder of compact JSON text, the only one in the project.
 *
 * <p>Strings are escaped; JSON values that exist as text already are inserted unchanged. The caller balances the calls that
 * begin and end objects and arrays. Not thread-safe.
 */
public final class JsonBuilder {

    private final StringBuilder text;
    private boolean needsComma;

    private JsonBuilder(int capacity) {
        text = new StringBuilder(capacity);
    }

    /** Begins a top-level object. */
    public static JsonBuilder object() {
        return object(256);
    }

    /** Begins a top-level object in a buffer with an initial capacity, in characters. */
    public static JsonBuilder object(int capacity) {
        return new JsonBuilder(capacity).begin('{');
    }

    /** Begins an object as the value of a member. */
    public JsonBuilder beginObject(String name) {
        return member(name).begin('{');
    }

    /** Begins an object as an element of an array. */
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

    /** Writes a member whose value is a string, which is escaped. */
    public JsonBuilder string(String name, String value) {
        member(name).text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, text);
        text.append('"');
        return this;
    }

    /** Writes a member whose value is a number. */
    public JsonBuilder number(String name, long value) {
        member(name).text.append(value);
        return this;
    }

    /** Writes a member whose value is a boolean. */
    public JsonBuilder bool(String name, boolean value) {
        member(name).text.append(value);
        return this;
    }

    /** Writes a member whose value is JSON text. */
    public JsonBuilder raw(String name, String json) {
        member(name).text.append(json);
        return this;
    }

    /** Writes JSON text as an element of the current array. */
    public JsonBuilder element(String json) {
        separated().text.append(json);
        needsComma = true;
        return this;
    }

    /** Writes the members of an object, which is compact JSON text, into the current object. */
    public JsonBuilder members(String object) {
        if (object.length() > 2) {
            separated().text.append(object, 1, object.length() - 1);
            needsComma = true;
        }
        return this;
    }

    /** Ends the top-level object and returns the text. */
    public String build() {
        return text.append('}').toString();
    }

    private JsonBuilder member(String name) {
        separated().text.append('"').append(name).append("\":");
        needsComma = true;
        return this;
    }

    private JsonBuilder separated() {
        if (needsComma) {
            text.append(',');
        }
        return this;
    }

    private JsonBuilder begin(char bracket) {
        text.append(bracket);
        needsComma = false;
        return this;
    }

    private JsonBuilder end(char bracket) {
        text.append(bracket);
        needsComma = true;
        return this;
    }
}
