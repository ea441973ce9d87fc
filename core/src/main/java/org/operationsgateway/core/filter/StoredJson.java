package org.operationsgateway.core.filter;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A JSON text that is parsed when it is needed, and then stays parsed. */
final class StoredJson {

    private static final JsonReader.Parsed UNREADABLE = new JsonReader.Parsed(new JsonValue.Unset(), List.of());

    private final Supplier<@Nullable String> text;

    // Not volatile: threads that race parse the same text twice, and what they publish is immutable.
    private JsonReader.@Nullable Parsed parsed;

    /** The text that the supplier has, which is null if there is none. */
    StoredJson(Supplier<@Nullable String> text) {
        this.text = text;
    }

    /** The whole value; an unset one if there is no text, or none that can be read. */
    JsonValue root() {
        return parsed().root();
    }

    /** Every string in it that is a value, at any depth. */
    List<String> strings() {
        return parsed().strings();
    }

    private JsonReader.Parsed parsed() {
        JsonReader.Parsed known = parsed;
        if (known == null) {
            String json = text.get();
            known = json == null || BrokenEscapes.in(json) ? UNREADABLE : JsonReader.read(json);
            parsed = known;
        }
        return known;
    }
}
