package org.operationsgateway.core.filter.json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.operationsgateway.core.json.JsonInput;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * A parser of stored JSON to a tree, without the default limits on lengths, because the text was validated before. Its
 * recursion is as deep as the text, at most {@value JsonInput#MAX_DEPTH} levels. Not thread-safe.
 */
final class JsonReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonInput.MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            // Clients choose the names: a table of them would be kept.
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private final JsonParser parser;
    private final List<String> strings = new ArrayList<>();

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * A parsed document. Immutable by convention: neither the tree nor the list is modified.
     *
     * @param root the whole value
     * @param strings all string values, including those in members that a later member with the same name replaces
     */
    record Parsed(JsonValue root, List<String> strings) {}

    /** Parses well-formed JSON. */
    static Parsed read(String json) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            JsonReader reader = new JsonReader(parser);
            JsonValue root = reader.value(parser.nextToken());
            return new Parsed(root, reader.strings);
        }
    }

    private JsonValue value(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> string();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Numeral(parser.getString());
            case VALUE_TRUE -> new JsonValue.Flag(true);
            case VALUE_FALSE -> new JsonValue.Flag(false);
            default -> new JsonValue.Unset();
        };
    }

    private JsonValue object() {
        Map<String, JsonValue> members = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            members.put(name, value(parser.nextToken()));
        }
        return new JsonValue.Members(members);
    }

    private JsonValue array() {
        List<JsonValue> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(token));
        }
        return new JsonValue.Elements(elements);
    }

    private JsonValue string() {
        String text = parser.getString();
        strings.add(text);
        return new JsonValue.Text(text);
    }
}
