package org.operationsgateway.core.operation;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.Status;

/** The outcome of a done operation: a response, an error, or no result. Immutable. */
public sealed interface Outcome permits Outcome.Response, Outcome.Failure, Outcome.NoResult {

    /** The only instance of {@link NoResult}. */
    Outcome NO_RESULT = new NoResult();

    /** The outcome of a cancelled operation, an error with the code {@link Code#CANCELLED}. */
    Failure CANCELLED = new Failure(new Status(Code.CANCELLED, "The operation was cancelled."));

    /**
     * The outcome of a successful operation.
     *
     * @param payload the response
     */
    record Response(Any payload) implements Outcome {}

    /**
     * The outcome of a failed or cancelled operation.
     *
     * @param error the error
     * @param reason the reason if the gateway has ended the operation by itself; null if a client has. It is not among
     *     the details, because some clients cannot read a detail in the error of an operation.
     */
    record Failure(Status error, @Nullable Reason reason) implements Outcome {

        /** Creates the outcome of an operation that a client has ended. */
        public Failure(Status error) {
            this(error, null);
        }
    }

    /** The outcome of an operation that its producer completed with neither a response nor an error. */
    record NoResult() implements Outcome {}
}
