package org.operationsgateway.core.wire;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.json.MalformedJsonException;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.rpc.Any;

/**
 * The body of a {@code :complete} request. Immutable.
 *
 * @param outcome the outcome: a response, an error, or no result
 * @param metadata replaces the metadata; null to keep it
 */
public record Completion(Outcome outcome, @Nullable Any metadata) {

    private static final Set<String> FIELDS = Set.of("metadata", "done", "error", "response");

    /**
     * Parses a body. An empty body completes the operation with the default outcome, no result.
     *
     * @throws MalformedJsonException if the body is not valid
     */
    public static Completion parse(byte[] json) {
        if (json.length == 0) {
            return new Completion(Outcome.NO_RESULT, null);
        }
        OperationFields fields = OperationFields.parse(json, FIELDS);
        if (Boolean.FALSE.equals(fields.done())) {
            throw new MalformedJsonException("done", "A completed operation is done: set done to true, or remove it.");
        }
        return new Completion(fields.outcome(), fields.metadata());
    }
}
