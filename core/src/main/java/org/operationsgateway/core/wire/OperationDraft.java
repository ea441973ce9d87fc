package org.operationsgateway.core.wire;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Any;

/**
 * The body that creates an operation: one without a name. It may be born done.
 *
 * @param metadata null if there is none
 * @param state usually running
 */
public record OperationDraft(@Nullable Any metadata, State state) {

    private static final OperationDraft EMPTY = new OperationDraft(null, State.RUNNING);

    /**
     * Reads the body; an empty one is an operation that runs and has no metadata. A {@code name} is the server's to
     * give, and passed over.
     *
     * @throws org.operationsgateway.core.json.MalformedJsonException if it isn't such a body
     */
    public static OperationDraft parse(byte[] json) {
        if (json.length == 0) {
            return EMPTY;
        }
        OperationFields fields = OperationFields.parse(json, OperationFields.ALL);
        return new OperationDraft(fields.metadata(), fields.state());
    }

    /** The operation of that name. */
    public Operation named(OperationName name) {
        return new Operation(name, metadata, state);
    }
}
