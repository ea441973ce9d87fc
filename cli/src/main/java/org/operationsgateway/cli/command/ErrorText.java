package org.operationsgateway.cli.command;

import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.operation.Outcome;
import org.operationsgateway.core.operation.State;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.core.rpc.StatusException;

/** The messages for errors. */
final class ErrorText {

    private ErrorText() {}

    /** Returns the message of the error with which an operation has ended; empty if there is none. */
    static String of(Operation operation) {
        return operation.state() instanceof State.Done done && done.outcome() instanceof Outcome.Failure failure
                ? failure.error().message()
                : "";
    }

    /** Returns a message for a failure of a command. */
    static String of(Throwable failure, String url) {
        return switch (failure) {
            case StatusException status -> of(status, url);
            default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
        };
    }

    private static String of(StatusException failure, String url) {
        Status status = failure.status();
        if (ExitCodes.of(failure) == ExitCodes.UNREACHABLE) {
            return "The server " + url + " cannot be reached: " + status.message();
        }
        String code = status.code().map(Code::name).orElseGet(() -> Integer.toString(status.number()));
        return code + ": " + status.message();
    }
}
