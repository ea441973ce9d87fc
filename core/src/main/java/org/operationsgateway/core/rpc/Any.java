package org.operationsgateway.core.rpc;

import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.core.json.MalformedJsonException;

/**
 * A payload with a type name, the JSON form of {@code google.protobuf.Any}. Immutable.
 *
 * <p>The gateway reads the type name only. The text is validated once, when a client sends it, and is then stored and
 * written unchanged: numbers keep their digits, and fields keep their order.
 *
 * @param type the value of {@code @type}, such as {@code type.googleapis.com/google.protobuf.Empty}; never empty
 * @param json the whole object, including {@code @type}, as compact JSON
 * @see <a href="https://protobuf.dev/programming-guides/json/#any">ProtoJSON, Any</a>
 */
public record Any(String type, String json) {

    /** The member that contains the type name. */
    public static final String TYPE = "@type";

    private static final String TYPE_FIRST = "{\"" + TYPE + "\":\"";

    public Any {
        if (type.isEmpty() || !json.startsWith("{")) {
            throw new IllegalArgumentException("An Any must be a JSON object with a type");
        }
    }

    /**
     * Parses a payload.
     *
     * @throws MalformedJsonException if the text is not an object with a non-empty string {@code @type}
     */
    public static Any parse(String json) {
        return JsonInput.readObject(json, input -> read(input, ""));
    }

    /** Reads the payload at the cursor of the input; {@code field} is its path, for error messages. */
    public static Any read(JsonInput input, String field) {
        JsonInput.RawObject object = input.readRawObject(field, TYPE);
        if (object.member() == null || object.member().isEmpty()) {
            String path = field.isEmpty() ? TYPE : field + "." + TYPE;
            throw new MalformedJsonException(path, path + " must be a non-empty string that names the payload's type.");
        }
        return new Any(object.member(), object.json());
    }

    /** Returns a stored payload; {@code json} is a result of {@link #json()}, which is not validated again. */
    public static Any stored(String json) {
        if (json.startsWith(TYPE_FIRST)) {
            int end = json.indexOf('"', TYPE_FIRST.length());
            String type = json.substring(TYPE_FIRST.length(), end);
            if (type.indexOf('\\') < 0) {
                return new Any(type, json);
            }
        }
        return parse(json);
    }
}
