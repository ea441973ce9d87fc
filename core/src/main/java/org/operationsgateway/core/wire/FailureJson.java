package org.operationsgateway.core.wire;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.JsonBuilder;
import org.operationsgateway.core.json.JsonInput;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.rpc.Reason;

/**
 * The stored JSON form of {@link Outcome.Failure}: the members of the status, and {@code reason} if the gateway has
 * ended the operation.
 */
public final class FailureJson {

    private static final String REASON = "reason";

    private FailureJson() {}

    /** Writes a failure as compact JSON. */
    public static String write(Outcome.Failure failure) {
        JsonBuilder json = JsonBuilder.object();
        StatusJson.writeMembers(json, failure.error());
        Reason reason = failure.reason();
        return (reason == null ? json : json.string(REASON, reason.name())).build();
    }

    /**
     * Reads a failure.
     *
     * @throws org.operationsgateway.core.json.MalformedJsonException if the text is not a failure
     */
    public static Outcome.Failure parse(String json) {
        return JsonInput.readObject(json, FailureJson::read);
    }

    private static Outcome.Failure read(JsonInput input) {
        StatusFields fields = new StatusFields("error");
        Reason reason = null;
        for (String name = input.nextField(); name != null; name = input.nextField()) {
            if (!input.nextIsNull()) {
                if (name.equals(REASON)) {
                    reason = reason(input.string(REASON));
                } else {
                    fields.read(input, name);
                }
            }
        }
        return new Outcome.Failure(fields.status(), reason);
    }

    /** Returns null for a reason of a later version. */
    private static @Nullable Reason reason(String name) {
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}
