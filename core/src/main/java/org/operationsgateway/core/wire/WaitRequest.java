package org.operationsgateway.core.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.core.json.MalformedJsonException;

/**
 * The body of a {@code :wait} request. Immutable.
 *
 * @param timeout the maximum time until the response; null for the default of the service
 */
public record WaitRequest(@Nullable Duration timeout) {

    /**
     * Parses a body. An empty body has no timeout. A {@code name} is ignored, because it is in the path.
     *
     * @throws MalformedJsonException if the body is not valid
     */
    public static WaitRequest parse(byte[] json) {
        return json.length == 0 ? new WaitRequest(null) : JsonInput.readObject(json, WaitRequest::read);
    }

    private static WaitRequest read(JsonInput input) {
        Duration timeout = null;
        for (String field = input.nextField(); field != null; field = input.nextField()) {
            boolean set = !input.nextIsNull();
            switch (field) {
                case "timeout" -> timeout = set ? DurationText.parse(field, input.string(field)) : null;
                case "name" -> input.skip();
                default -> throw new MalformedJsonException(field, "Unknown field " + field + ": remove it.");
            }
        }
        return new WaitRequest(timeout);
    }
}
