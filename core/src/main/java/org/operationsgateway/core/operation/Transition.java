package org.operationsgateway.core.operation;

import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;

/** The result of an attempt to change an operation. Immutable. */
public sealed interface Transition permits Transition.Changed, Transition.Unchanged, Transition.Refused {

    /**
     * A change of the operation.
     *
     * @param operation the changed operation
     */
    record Changed(Operation operation) implements Transition {}

    /**
     * An attempt without effect, because the operation has the requested state already.
     *
     * @param operation the unchanged operation
     */
    record Unchanged(Operation operation) implements Transition {}

    /**
     * An attempt that the state of the operation does not allow.
     *
     * @param reason the reason, for programs
     * @param message the reason, for people
     */
    record Refused(Reason reason, String message) implements Transition {

        /** Returns an exception with the reason and the message. */
        public StatusException toException() {
            return StatusException.of(reason, message);
        }
    }
}
