package org.operationsgateway.core.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.core.json.MalformedJsonException;

/**
 * The body of a wait.
 *
 * @param timeout how long to wait; null to leave that to the service
 */
public record WaitRequest(@Nullable Duration timeout) {

    /**
     * Reads the body; an empty one says nothing of a timeout. A {@code name} is passed over, because the path has it.
     *
     * @throws MalformedJsonException if it isn't such a body
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
                default -> throw new MalformedJsonException(field, "The field " + field + " is not known here.");
            }
        }
        return new WaitRequest(timeout);
    }
}
