package org.operationsgateway.core.operation;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.rpc.Any;
import org.operationsgateway.core.rpc.Reason;

/**
 * Work that takes a while: {@code google.longrunning.Operation}.
 *
 * <p>A value. Each change is a function of the operation and returns the next one, or says why there is none; what is
 * done never changes again.
 *
 * @param name who it is
 * @param metadata what its producer tells of it, such as its progress; null if nothing
 * @param state running, or done with an outcome
 * @see <a href="https://google.aip.dev/151">AIP-151</a>
 */
public record Operation(OperationName name, @Nullable Any metadata, State state) {

    /** Whether there will be no further change. */
    public boolean done() {
        return state instanceof State.Done;
    }

    /** The producer tells how far it is. */
    public Transition update(Any newMetadata) {
        return switch (state) {
            case State.Running running -> new Transition.Changed(new Operation(name, newMetadata, running));
            case State.Done done -> refused();
        };
    }

    /** The producer shows that it is still at work; which of a running operation changes nothing that others see. */
    public Transition renew() {
        return switch (state) {
            case State.Running running -> new Transition.Changed(this);
            case State.Done done -> refused();
        };
    }

    /**
     * The producer ends the operation. To say the same again is allowed, and changes nothing: a producer that missed the
     * first answer may repeat itself.
     *
     * @param lastMetadata replaces the metadata; null to keep what is there
     */
    public Transition complete(Outcome outcome, @Nullable Any lastMetadata) {
        Any finalMetadata = lastMetadata == null ? metadata : lastMetadata;
        Operation completed = new Operation(name, finalMetadata, new State.Done(outcome));
        return switch (state) {
            case State.Running running -> new Transition.Changed(completed);
            case State.Done done -> completed.equals(this) ? new Transition.Unchanged(this) : refused();
        };
    }

    /** Somebody wants the work to stop. If it is done there is nothing to stop, and that is no error. */
    public Transition cancel() {
        return switch (state) {
            case State.Running running ->
                new Transition.Changed(new Operation(name, metadata, new State.Done(Outcome.CANCELLED)));
            case State.Done done -> new Transition.Unchanged(this);
        };
    }

    private Transition refused() {
        return new Transition.Refused(
                Reason.OPERATION_DONE, "The operation " + name + " is done, and a done operation does not change.");
    }
}
