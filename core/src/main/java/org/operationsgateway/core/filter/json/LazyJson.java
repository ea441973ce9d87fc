package org.operationsgateway.core.filter.json;

import java.lang.ref.SoftReference;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A JSON document that is parsed lazily, on the first access. Thread-safe. */
public final class LazyJson {

    private static final JsonReader.Parsed UNSET = new JsonReader.Parsed(new JsonValue.Unset(), List.of());

    private final Supplier<@Nullable String> text;

    // Soft, because a tree is many times as large as its text, and operations are kept in rings. Not volatile: in a
    // race, each thread parses the same text, and the result is safe to publish.
    private SoftReference<JsonReader.Parsed> parsed = new SoftReference<>(null);

    /** Creates a document; the supplier returns its text, or null if there is none. */
    public LazyJson(Supplier<@Nullable String> text) {
        this.text = text;
    }

    /** Returns the root; unset if there is no text, or one with {@linkplain BrokenEscapes broken escapes}. */
    public JsonValue root() {
        return parsed().root();
    }

    /** Returns all string values, at any depth. */
    public List<String> strings() {
        return parsed().strings();
    }

    private JsonReader.Parsed parsed() {
        JsonReader.@Nullable Parsed document = parsed.get();
        if (document == null) {
            String json = text.get();
            document = json == null || BrokenEscapes.in(json) ? UNSET : JsonReader.read(json);
            parsed = new SoftReference<>(document);
        }
        return document;
    }
}
