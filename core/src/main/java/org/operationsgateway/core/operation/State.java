package org.operationsgateway.core.operation;

/** Whether an operation is still running, or done, and with which outcome. */
public sealed interface State permits State.Running, State.Done {

    /** The work goes on. */
    State RUNNING = new Running();

    /** Not done: there is no outcome yet. */
    record Running() implements State {}

    /**
     * Done, for good.
     *
     * @param outcome how it ended
     */
    record Done(Outcome outcome) implements State {}
}
