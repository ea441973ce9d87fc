package org.operationsgateway.gateway.store;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.operation.Transition;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.gateway.revision.RevisionTag;

/**
 * A requested change of a running operation: an update or a completion. Immutable.
 *
 * @param name the name of the operation
 * @param metadata the new metadata; null to keep the present metadata
 * @param state the new state
 * @param expected the revision that the client expects; null for any
 * @param lease the new length of the lease; null to keep the length
 * @param transition the same change in the model, which returns the reason if the operation does not allow it
 */
record OperationChange(
        OperationName name,
        @Nullable Any metadata,
        State state,
        @Nullable RevisionTag expected,
        @Nullable Duration lease,
        Function<Operation, Transition> transition) {

    boolean done() {
        return state instanceof State.Done;
    }

    /** Returns the size of the new metadata and response, in characters. */
    int chars() {
        int chars = metadata == null ? 0 : metadata.json().length();
        String response = ColumnValues.response(state);
        return response == null ? chars : chars + response.length();
    }
}
