package org.operationsgateway.core.rpc;

import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.core.json.MalformedJsonException;

/**
 * A payload that names its own type: the JSON form of {@code google.protobuf.Any}.
 *
 * <p>The gateway understands the type's name and nothing else. The text is checked once, when it enters, and from then
 * on it is passed through: numbers keep their digits and fields their order.
 *
 * @param type the value of {@code @type}, such as {@code type.googleapis.com/google.protobuf.Empty}; never empty
 * @param json the whole object, {@code @type} included, as compact JSON
 * @see <a href="https://protobuf.dev/programming-guides/json/#any">ProtoJSON, Any</a>
 */
public record Any(String type, String json) {

    /** The member that names the type. */
    public static final String TYPE = "@type";

    private static final String USUAL_START = "{\"" + TYPE + "\":\"";

    public Any {
        if (type.isEmpty() || !json.startsWith("{")) {
            throw new IllegalArgumentException("An Any is a JSON object with a type");
        }
    }

    /**
     * Reads a payload.
     *
     * @throws MalformedJsonException if the text is not an object with a non-empty string {@code @type}
     */
    public static Any parse(String json) {
        return JsonInput.readObject("{\"any\":" + json + "}", input -> {
            input.nextField();
            input.nextIsNull();
            Any any = read(input, "");
            input.nextField();
            return any;
        });
    }

    /** Reads the payload at the input's cursor; {@code field} is its path, for the error. */
    public static Any read(JsonInput input, String field) {
        JsonInput.RawObject object = input.readRawObject(field, TYPE);
        if (object.member() == null || object.member().isEmpty()) {
            String path = field.isEmpty() ? TYPE : field + "." + TYPE;
            throw new MalformedJsonException(path, path + " must be a non-empty string that names the payload's type.");
        }
        return new Any(object.member(), object.json());
    }

    /** A payload that was checked when it was stored; {@code json} is what {@link #json()} returned then. */
    public static Any stored(String json) {
        if (json.startsWith(USUAL_START)) {
            int end = json.indexOf('"', USUAL_START.length());
            String type = json.substring(USUAL_START.length(), end);
            if (type.indexOf('\\') < 0) {
                return new Any(type, json);
            }
        }
        return parse(json);
    }
}
