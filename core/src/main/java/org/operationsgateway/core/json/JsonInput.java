package org.operationsgateway.core.json;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * A forward-only cursor over one JSON text, which builds no tree.
 *
 * <p>The cursor is strict: one value and no text after it, no duplicate field, no comment, at most {@value #MAX_DEPTH}
 * levels of nesting. A payload is returned as {@linkplain #readRawObject compact text}. Every method throws {@link
 * MalformedJsonException} if the text violates these rules, or if the value at the cursor has another type.
 *
 * <p>Not thread-safe. An instance is confined to the call of {@code readObject} that created it.
 */
public final class JsonInput {

    /** The limit on nesting levels in one text, equal to the default limit of the protocol buffers JSON parsers. */
    public static final int MAX_DEPTH = 100;

    private static final JsonFactory FACTORY = new TransientNamesFactory(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION));

    /** The limit on the length of a parser message, which may contain text of the client. */
    private static final int MAX_PROBLEM_CHARACTERS = 300;

    private static final String SETTING = ", from `";
    private static final String START_MARKER = " (start marker at ";

    private final byte[] source;
    private final JsonParser parser;

    private JsonInput(byte[] source) {
        this.source = source;
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), source);
    }

    /**
     * Reads a text that consists of one object.
     *
     * @param json UTF-8, not retained
     * @param reader reads the fields; the cursor is before the first one
     * @return the result of the reader
     */
    public static <T> T readObject(byte[] json, ObjectReader<T> reader) {
        JsonInput input = new JsonInput(json);
        try {
            input.expect("", input.parser.nextToken(), JsonToken.START_OBJECT, "an object");
            T value = reader.read(input);
            if (input.parser.nextToken() != null) {
                throw new MalformedJsonException("", "There is text after the end of the JSON object: remove it.");
            }
            return value;
        } catch (JacksonException e) {
            throw input.malformed(e);
        }
    }

    /** Reads a text that consists of one object, from a string. */
    public static <T> T readObject(String json, ObjectReader<T> reader) {
        return readObject(json.getBytes(StandardCharsets.UTF_8), reader);
    }

    /**
     * A callback that reads the fields of one object.
     *
     * @param <T> the type of the result
     */
    @FunctionalInterface
    public interface ObjectReader<T> {

        /** Reads the fields, up to and including the end of the object. */
        T read(JsonInput input);
    }

    /** Moves to the next field of the current object and returns its name; null at the end of the object. */
    public @Nullable String nextField() {
        JsonToken token = parser.nextToken();
        return token == JsonToken.END_OBJECT ? null : parser.currentName();
    }

    /** Moves to the next value and returns whether it is {@code null}, the value of an unset field. */
    public boolean nextIsNull() {
        return parser.nextToken() == JsonToken.VALUE_NULL;
    }

    /**
     * Moves to the value of the next field that is set, and returns the name of the field; null at the end of the
     * object. The caller reads the value, or skips it.
     */
    public @Nullable String nextSetField() {
        String field = nextField();
        while (field != null && nextIsNull()) {
            field = nextField();
        }
        return field;
    }

    /** Returns the string at the cursor. */
    public String string(String field) {
        expect(field, parser.currentToken(), JsonToken.VALUE_STRING, "a string");
        int start = (int) parser.currentTokenLocation().getByteOffset();
        String text = parser.getString();
        compactFrom(start, field); // Rejects characters that the parser accepts and PostgreSQL does not.
        return text;
    }

    /** Returns the boolean at the cursor. */
    public boolean bool(String field) {
        if (parser.currentToken() == JsonToken.VALUE_TRUE) {
            return true;
        }
        expect(field, parser.currentToken(), JsonToken.VALUE_FALSE, "true or false");
        return false;
    }

    /** Returns the 32-bit integer at the cursor. */
    public int int32(String field) {
        expect(field, parser.currentToken(), JsonToken.VALUE_NUMBER_INT, "a whole number");
        if (parser.getNumberType() != JsonParser.NumberType.INT) {
            throw new MalformedJsonException(field, field + " must be a number of 32 bits.");
        }
        return parser.getIntValue();
    }

    /** Enters the array at the cursor. */
    public void enterArray(String field) {
        expect(field, parser.currentToken(), JsonToken.START_ARRAY, "an array");
    }

    /** Moves to the next element of the current array and returns whether there is one. */
    public boolean nextElement() {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    /** Enters the object at the cursor. */
    public void enterObject(String field) {
        expect(field, parser.currentToken(), JsonToken.START_OBJECT, "an object");
    }

    /** Skips the value at the cursor, which must be well-formed. */
    public void skip() {
        parser.skipChildren();
    }

    /**
     * Returns the object at the cursor as compact text.
     *
     * @param field the path of the field, for error messages
     * @param member the name of a member to return as well
     */
    public RawObject readRawObject(String field, String member) {
        enterObject(field);
        int start = (int) parser.currentTokenLocation().getByteOffset();
        String memberValue = null;
        for (String name = nextField(); name != null; name = nextField()) {
            JsonToken value = parser.nextToken();
            if (name.equals(member) && value == JsonToken.VALUE_STRING) {
                memberValue = parser.getString();
            }
            parser.skipChildren();
        }
        return new RawObject(compactFrom(start, field), memberValue);
    }

    private String compactFrom(int start, String field) {
        int end = (int) parser.currentLocation().getByteOffset();
        return CompactJson.of(field, source, start, end);
    }

    /**
     * A JSON object as text. Immutable.
     *
     * @param json compact JSON
     * @param member the string value of the requested member; null if it is absent or not a string
     */
    public record RawObject(String json, @Nullable String member) {}

    private void expect(String field, @Nullable JsonToken actual, JsonToken expected, String description) {
        if (actual != expected) {
            throw new MalformedJsonException(
                    field, (field.isEmpty() ? "The JSON" : field) + " must be " + description + ".");
        }
    }

    private MalformedJsonException malformed(JacksonException e) {
        var location = e.getLocation();
        String position =
                location == null ? "" : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
        return new MalformedJsonException("", "Invalid JSON" + position + ": " + problem(e.getOriginalMessage()));
    }

    /** Returns the beginning of a parser message, without settings and internals of the parser. */
    private static String problem(String message) {
        String problem = message;
        int setting = message.indexOf(SETTING);
        int settingEnd = setting < 0 ? -1 : message.indexOf('`', setting + SETTING.length());
        if (settingEnd >= 0) {
            problem = message.substring(0, setting) + message.substring(settingEnd + 1);
        }
        int marker = problem.indexOf(START_MARKER);
        int end = marker < 0 ? problem.length() : marker;
        return problem.substring(0, Math.min(end, MAX_PROBLEM_CHARACTERS));
    }
}
