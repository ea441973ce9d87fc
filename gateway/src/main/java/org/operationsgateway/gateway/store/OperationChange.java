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
import org.operationsgateway.gateway.store.batch.BatchedChange;
import org.operationsgateway.gateway.tracing.TraceId;

/**
 * A requested change of a running operation: an update or a completion. Immutable.
 *
 * @param name the name of the operation
 * @param metadata the new metadata; null to keep the present metadata
 * @param state the new state
 * @param expected the revision that the client expects; null for any
 * @param lease the new length of the lease; null to keep the length
 * @param request identifies the request, so that a retry changes nothing; null for none
 * @param trace the trace of the request; null for none
 * @param transition the same change in the model, which returns the reason if the operation does not allow it
 */
record OperationChange(
        OperationName name,
        @Nullable Any metadata,
        State state,
        @Nullable RevisionTag expected,
        @Nullable Duration lease,
        @Nullable RequestFingerprint request,
        @Nullable TraceId trace,
        Function<Operation, Transition> transition)
        implements BatchedChange {

    boolean done() {
        return state instanceof State.Done;
    }

    @Override
    public int chars() {
        return ColumnValues.chars(metadata, state);
    }
}
