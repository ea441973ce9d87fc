package org.operationsgateway.core.wire;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.rpc.Any;

/**
 * The body that completes an operation: a response, an error or neither, and possibly its last metadata.
 *
 * @param outcome how the operation ended
 * @param metadata null to keep what the operation has
 */
public record Completion(Outcome outcome, @Nullable Any metadata) {

    private static final Set<String> FIELDS = Set.of("metadata", "done", "error", "response");

    /**
     * Reads the body; an empty one completes without a result.
     *
     * @throws MalformedJsonException if it isn't such a body
     */
    public static Completion parse(byte[] json) {
        if (json.length == 0) {
            return new Completion(Outcome.NO_RESULT, null);
        }
        OperationFields fields = OperationFields.parse(json, FIELDS);
        if (Boolean.FALSE.equals(fields.done())) {
            throw new MalformedJsonException("done", "A completed operation is done: leave the field out.");
        }
        return new Completion(fields.outcome(), fields.metadata());
    }
}
