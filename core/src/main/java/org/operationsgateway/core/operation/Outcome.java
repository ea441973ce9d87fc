package org.operationsgateway.core.operation;

import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;

/** How an operation ended: with a response, with an error, or, as some services do, with neither. */
public sealed interface Outcome permits Outcome.Response, Outcome.Failure, Outcome.NoResult {

    /** The end of an operation that has nothing to say. */
    Outcome NO_RESULT = new NoResult();

    /** The end of an operation that was cancelled: an error whose code is {@link Code#CANCELLED}. */
    Failure CANCELLED = new Failure(new Status(Code.CANCELLED, "The operation was cancelled."));

    /**
     * The work succeeded.
     *
     * @param payload what it made
     */
    record Response(Any payload) implements Outcome {}

    /**
     * The work failed, or was cancelled.
     *
     * @param error why; its code is not {@link Code#OK}
     */
    record Failure(Status error) implements Outcome {

        public Failure {
            if (error.code() == Code.OK) {
                throw new IllegalArgumentException("A failure has a code other than OK");
            }
        }
    }

    /** The work ended, and its producer gave neither a response nor an error. */
    record NoResult() implements Outcome {}
}
