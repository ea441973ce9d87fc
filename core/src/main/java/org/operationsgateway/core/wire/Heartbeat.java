package org.operationsgateway.core.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.rpc.Any;

/**
 * The body by which a producer shows that it is at work.
 *
 * @param lease how long it may be silent from now on; null to keep what was agreed on
 * @param metadata replaces the metadata; null to keep what the operation has
 */
public record Heartbeat(@Nullable Duration lease, @Nullable Any metadata) {

    /**
     * Reads the body; an empty one says just that the producer lives. A {@code name} is passed over, because the path has
     * it.
     *
     * @throws MalformedJsonException if it isn't such a body
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
                default -> throw new MalformedJsonException(field, "The field " + field + " is not known here.");
            }
        }
        return new Heartbeat(lease, metadata);
    }
}
