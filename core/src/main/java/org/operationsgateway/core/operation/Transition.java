package org.operationsgateway.core.operation;

import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

/** What became of an attempt to change an operation. */
public sealed interface Transition permits Transition.Changed, Transition.Unchanged, Transition.Refused {

    /**
     * The operation changes.
     *
     * @param operation its next state
     */
    record Changed(Operation operation) implements Transition {}

    /**
     * The request is fulfilled already, so nothing changes.
     *
     * @param operation as it was
     */
    record Unchanged(Operation operation) implements Transition {}

    /**
     * The operation does not allow it.
     *
     * @param reason why, for programs
     * @param message why, for people
     */
    record Refused(Reason reason, String message) implements Transition {

        /** This refusal, to be thrown at the author of the request. */
        public StatusException toException() {
            return StatusException.of(reason, message);
        }
    }
}
