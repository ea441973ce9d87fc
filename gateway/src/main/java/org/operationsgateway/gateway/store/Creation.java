package org.operationsgateway.gateway.store;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.gateway.store.batch.BatchedChange;
import org.operationsgateway.gateway.tracing.TraceId;

/**
 * A requested creation. Immutable.
 *
 * @param operation the new operation, running or done
 * @param options the options of the request
 * @param request makes the creation idempotent; null for none
 * @param trace the trace of the request; null for none
 */
record Creation(
        Operation operation,
        CreateOptions options,
        @Nullable RequestFingerprint request,
        @Nullable TraceId trace) implements BatchedChange {

    @Override
    public OperationName name() {
        return operation.name();
    }

    @Override
    public int chars() {
        return ColumnValues.chars(operation.metadata(), operation.state());
    }
}
