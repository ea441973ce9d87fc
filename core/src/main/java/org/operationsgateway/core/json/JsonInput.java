package org.operationsgateway.core.json;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
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
 * A cursor over one JSON text that is read forwards, once, without building a tree.
 *
 * <p>Strict: one value and nothing after it, no duplicate field, no comment, at most {@value #MAX_DEPTH} levels of
 * nesting. A value that is passed through rather than understood is handed out as {@linkplain #readRawObject compact
 * text}. Every method throws {@link MalformedJsonException} for text that is not so. Confined to one thread.
 */
public final class JsonInput {

    /** Levels of nesting in one text; the limit of protocol buffers' own JSON readers. */
    public static final int MAX_DEPTH = 100;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .build();

    /** The parts of a parser's message that speak of its settings and not of the text. */
    private static final Pattern PARSER_INTERNALS =
            Pattern.compile(", from `[^`]*`| \\(start marker at .*", Pattern.DOTALL);

    private final byte[] source;
    private final JsonParser parser;

    private JsonInput(byte[] source) {
        this.source = source;
        this.parser = FACTORY.createParser(ObjectReadContext.empty(), source);
    }

    /**
     * Reads one object and nothing else.
     *
     * @param json UTF-8 text, not retained
     * @param reader reads the fields, the cursor standing before the first
     * @return what the reader returns
     */
    public static <T> T readObject(byte[] json, ObjectReader<T> reader) {
        JsonInput input = new JsonInput(json);
        try {
            input.expect("", input.parser.nextToken(), JsonToken.START_OBJECT, "an object");
            T value = reader.read(input);
            if (input.parser.nextToken() != null) {
                throw new MalformedJsonException("", "There is more text after the end of the JSON object.");
            }
            return value;
        } catch (JacksonException e) {
            throw input.malformed(e);
        }
    }

    /** As {@link #readObject(byte[], ObjectReader)}, for text in memory. */
    public static <T> T readObject(String json, ObjectReader<T> reader) {
        return readObject(json.getBytes(StandardCharsets.UTF_8), reader);
    }

    /** Reads the fields of an object, up to and including its end. */
    @FunctionalInterface
    public interface ObjectReader<T> {
        T read(JsonInput input);
    }

    /** Moves to the next field of the current object: its name, or null at the object's end. */
    public @Nullable String nextField() {
        JsonToken token = parser.nextToken();
        return token == JsonToken.END_OBJECT ? null : parser.currentName();
    }

    /** Whether the next value is {@code null}, which stands for a field that is not set; the value is consumed. */
    public boolean nextIsNull() {
        return parser.nextToken() == JsonToken.VALUE_NULL;
    }

    /** The value at the cursor, a string. */
    public String string(String field) {
        expect(field, parser.currentToken(), JsonToken.VALUE_STRING, "a string");
        int start = (int) parser.currentTokenLocation().getByteOffset();
        String text = parser.getString();
        compactFrom(start, field); // Refuses what the parser lets pass.
        return text;
    }

    /** The value at the cursor, {@code true} or {@code false}. */
    public boolean bool(String field) {
        if (parser.currentToken() == JsonToken.VALUE_TRUE) {
            return true;
        }
        expect(field, parser.currentToken(), JsonToken.VALUE_FALSE, "true or false");
        return false;
    }

    /** The value at the cursor, a whole number of 32 bits. */
    public int int32(String field) {
        expect(field, parser.currentToken(), JsonToken.VALUE_NUMBER_INT, "a whole number");
        return parser.getIntValue();
    }

    /** Enters the array at the cursor. */
    public void enterArray(String field) {
        expect(field, parser.currentToken(), JsonToken.START_ARRAY, "an array");
    }

    /** Moves to the next element of the current array: false at the array's end. */
    public boolean nextElement() {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    /** Enters the object at the cursor. */
    public void enterObject(String field) {
        expect(field, parser.currentToken(), JsonToken.START_OBJECT, "an object");
    }

    /** Passes over the value at the cursor; it is checked all the same. */
    public void skip() {
        parser.skipChildren();
    }

    /**
     * The object at the cursor as compact text, passed through rather than understood.
     *
     * @param member a member to pick up on the way, or null if it isn't there
     */
    public RawObject readRawObject(String field, String member) {
        enterObject(field);
        int start = (int) parser.currentTokenLocation().getByteOffset();
        String picked = null;
        for (String name = nextField(); name != null; name = nextField()) {
            JsonToken value = parser.nextToken();
            if (name.equals(member) && value == JsonToken.VALUE_STRING) {
                picked = parser.getString();
            }
            parser.skipChildren();
        }
        return new RawObject(compactFrom(start, field), picked);
    }

    private String compactFrom(int start, String field) {
        int end = (int) parser.currentLocation().getByteOffset();
        return CompactJson.of(field, source, start, end);
    }

    /**
     * An object as text.
     *
     * @param json compact JSON
     * @param member the string value of the member asked for; null if it is absent or not a string
     */
    public record RawObject(String json, @Nullable String member) {}

    private void expect(String field, @Nullable JsonToken actual, JsonToken expected, String what) {
        if (actual != expected) {
            throw new MalformedJsonException(field, (field.isEmpty() ? "The JSON" : field) + " must be " + what + ".");
        }
    }

    private MalformedJsonException malformed(JacksonException e) {
        var location = e.getLocation();
        String where =
                location == null ? "" : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
        String what = PARSER_INTERNALS.matcher(e.getOriginalMessage()).replaceAll("");
        return new MalformedJsonException("", "Not the JSON expected" + where + ": " + what);
    }
}
