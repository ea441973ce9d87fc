package org.operationsgateway.client.event;

import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.rpc.StatusException;

/**
 * The failure of an operation that ended with an error, with the status of that error. Immutable.
 *
 * <p>It distinguishes an operation that failed from a request that failed, which is any other {@link StatusException}.
 */
public final class OperationFailedException extends StatusException {

    private static final long serialVersionUID = 1L;

    private final transient Operation operation;

    /**
     * Creates an exception.
     *
     * @param operation the done operation
     * @param failure its outcome
     */
    public OperationFailedException(Operation operation, Outcome.Failure failure) {
        super(failure.error(), null, null);
        this.operation = operation;
    }

    /** Returns the operation, for example for the progress in its metadata. */
    public Operation operation() {
        return operation;
    }
}
