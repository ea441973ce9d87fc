package org.operationsgateway.core.operation;

/** The state of an operation: running, or done with an outcome. Immutable. */
public sealed interface State permits State.Running, State.Done {

    /** The only instance of {@link Running}. */
    State RUNNING = new Running();

    /** The state before the outcome is known, the default for a new operation. */
    record Running() implements State {}

    /**
     * The terminal state.
     *
     * @param outcome the outcome
     */
    record Done(Outcome outcome) implements State {}
}
