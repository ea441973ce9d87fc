package org.operationsgateway.cli.process;

/** A cause to terminate a command. */
enum StopCause {
    /** The cancellation of the operation was requested, or it has ended otherwise. */
    CANCELLED("The command was stopped because the operation was cancelled."),
    /** A signal to this process. */
    INTERRUPTED("The command was interrupted.");

    private final String message;

    StopCause(String message) {
        this.message = message;
    }

    String message() {
        return message;
    }
}
