package org.operationsgateway.cli.command;

import org.operationsgateway.cli.progress.Phase;
import org.operationsgateway.client.event.OperationFailedException;
import org.operationsgateway.core.operation.Operation;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.StatusException;

/** The exit codes of the program. */
public final class ExitCodes {

    /** The request succeeded; the operation ended with a response or no result. */
    public static final int SUCCESS = 0;

    /** The request, or the operation, failed. */
    public static final int ERROR = 1;

    /** The options, the arguments or the context file are not valid. */
    public static final int USAGE = 2;

    /** The server cannot be reached. */
    public static final int UNREACHABLE = 3;

    /** The operation was cancelled; also that of a program that SIGINT has ended. */
    public static final int CANCELLED = 130;

    private ExitCodes() {}

    /** Returns the exit code of an operation, which is success while it is running. */
    static int of(Operation operation) {
        return switch (Phase.of(operation)) {
            case RUNNING, DONE -> SUCCESS;
            case FAILED -> ERROR;
            case CANCELLED -> CANCELLED;
        };
    }

    /** Returns the exit code of a failed request. */
    static int of(Throwable failure) {
        boolean isUnreachable = failure instanceof StatusException status
                && !(failure instanceof OperationFailedException)
                && status.status().number() == Code.UNAVAILABLE.number();
        return isUnreachable ? UNREACHABLE : ERROR;
    }
}
