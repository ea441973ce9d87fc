package org.operationsgateway.gateway.store;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.operation.Transition;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.gateway.revision.RevisionId;

/**
 * A change of a running operation that its producer asks for.
 *
 * @param name whose
 * @param metadata replaces the metadata; null to keep what is there
 * @param state the next one
 * @param expected the revision that the producer has seen; null for any
 * @param lease how long the producer may be silent from now on; null to keep what was agreed on
 * @param transition the same in terms of the model, which says why an operation does not allow it
 */
record OperationChange(
        OperationName name,
        @Nullable Any metadata,
        State state,
        @Nullable RevisionId expected,
        @Nullable Duration lease,
        Function<Operation, Transition> transition) {

    boolean done() {
        return state instanceof State.Done;
    }

    /** How large what it writes is, in characters. */
    int size() {
        int size = metadata == null ? 0 : metadata.json().length();
        String response = RowMapper.response(state);
        return response == null ? size : size + response.length();
    }
}
