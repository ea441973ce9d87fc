package org.operationsgateway.core.wire;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;

/**
 * The body of a create request: an operation without a name. Immutable.
 *
 * @param metadata null if there is none
 * @param state running by default; an operation may also be created in its terminal state
 */
public record OperationDraft(@Nullable Any metadata, State state) {

    private static final OperationDraft EMPTY = new OperationDraft(null, State.RUNNING);

    /**
     * Parses a body. An empty body is a running operation without metadata. A {@code name} is ignored: the gateway
     * determines it.
     *
     * @throws org.operationsgateway.core.json.MalformedJsonException if the body is not valid
     */
    public static OperationDraft parse(byte[] json) {
        if (json.length == 0) {
            return EMPTY;
        }
        OperationFields fields = OperationFields.parse(json, OperationFields.ALL);
        return new OperationDraft(fields.metadata(), fields.state());
    }

    /** Returns the operation with a name. */
    public Operation named(OperationName name) {
        return new Operation(name, metadata, state);
    }
}
