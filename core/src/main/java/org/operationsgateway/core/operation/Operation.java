package org.operationsgateway.core.operation;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Reason;

/**
 * A long-running operation, the model of {@code google.longrunning.Operation}.
 *
 * <p>Immutable. A change is a function that returns a {@link Transition} with the next instance, or with the reason for
 * a rejection. A done operation does not change.
 *
 * @param name the resource name
 * @param metadata the latest metadata of the producer, such as its progress; null if there is none
 * @param state running, or done with an outcome
 * @see <a href="https://google.aip.dev/151">AIP-151</a>
 */
public record Operation(OperationName name, @Nullable Any metadata, State state) {

    /** Returns whether the operation is done. */
    public boolean done() {
        return state instanceof State.Done;
    }

    /** Replaces the metadata; rejected if the operation is done. */
    public Transition update(Any newMetadata) {
        return switch (state) {
            case State.Running running -> new Transition.Changed(new Operation(name, newMetadata, running));
            case State.Done done -> rejectDone();
        };
    }

    /** Applies a producer heartbeat without metadata: the operation stays equal. Rejected if the operation is done. */
    public Transition renew() {
        return switch (state) {
            case State.Running running -> new Transition.Changed(this);
            case State.Done done -> rejectDone();
        };
    }

    /**
     * Ends the operation with an outcome. Idempotent: a retry with equal arguments is {@linkplain Transition.Unchanged
     * unchanged}; another completion of a done operation is rejected.
     *
     * @param outcome the outcome
     * @param lastMetadata replaces the metadata; null to keep it
     */
    public Transition complete(Outcome outcome, @Nullable Any lastMetadata) {
        Any finalMetadata = lastMetadata == null ? metadata : lastMetadata;
        Operation completed = new Operation(name, finalMetadata, new State.Done(outcome));
        return switch (state) {
            case State.Running running -> new Transition.Changed(completed);
            case State.Done done -> completed.equals(this) ? new Transition.Unchanged(this) : rejectDone();
        };
    }

    /** Ends the operation with the error {@code CANCELLED}. Idempotent: a done operation is left unchanged. */
    public Transition cancel() {
        return switch (state) {
            case State.Running running ->
                new Transition.Changed(new Operation(name, metadata, new State.Done(Outcome.CANCELLED)));
            case State.Done done -> new Transition.Unchanged(this);
        };
    }

    private Transition rejectDone() {
        return new Transition.Refused(
                Reason.OPERATION_DONE, "The operation " + name + " is done, and a done operation does not change.");
    }
}
