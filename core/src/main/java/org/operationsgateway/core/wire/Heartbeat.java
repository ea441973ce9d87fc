package org.operationsgateway.core.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.rpc.Any;

/**
 * The body of a producer heartbeat. Immutable.
 *
 * @param lease the new length of the lease; null to keep it
 * @param metadata replaces the metadata; null to keep it
 */
public record Heartbeat(@Nullable Duration lease, @Nullable Any metadata) {

    /**
     * Parses a body. An empty body keeps lease and metadata. A {@code name} is ignored, because it is in the path.
     *
     * @throws MalformedJsonException if the body is not valid
     */
    public static Heartbeat parse(byte[] json) {
        return json.length == 0 ? new Heartbeat(null, null) : JsonInput.readObject(json, Heartbeat::read);
    }

    private static Heartbeat read(JsonInput input) {
        Duration lease = null;
        Any metadata = null;
        for (String field = input.nextField(); field != null; field = input.nextField()) {
            boolean set = !input.nextIsNull();
            switch (field) {
                case "lease" -> lease = set ? DurationText.parse(field, input.string(field)) : null;
                case "metadata" -> metadata = set ? Any.read(input, field) : null;
                case "name" -> input.skip();
                default -> throw new MalformedJsonException(field, "Unknown field " + field + ": remove it.");
            }
        }
        return new Heartbeat(lease, metadata);
    }
}
