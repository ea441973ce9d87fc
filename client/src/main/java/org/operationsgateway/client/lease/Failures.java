package org.operationsgateway.client.lease;

import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.core.rpc.StatusException;
import reactor.util.Logger;
import reactor.util.Loggers;

/** The failures of a producer's requests and of its work. */
final class Failures {

    private static final Logger LOG = Loggers.getLogger(Failures.class);

    private Failures() {}

    /** Returns whether a failure says that the operation has ended or was deleted. */
    static boolean isGone(Throwable failure) {
        return failure instanceof StatusException status
                && (status.status().number() == Code.FAILED_PRECONDITION.number()
                        || status.status().number() == Code.NOT_FOUND.number());
    }

    /** Logs a failure that no subscriber receives. */
    static void log(OperationName name, Throwable failure) {
        LOG.warn("A request for the operation " + name + " has failed", failure);
    }

    /** Returns the error of an operation after a failure of its work: the status of the failure, if it has one. */
    static Status toStatus(Throwable failure) {
        if (failure instanceof StatusException status) {
            return status.status();
        }
        String message = failure.getMessage();
        return new Status(Code.UNKNOWN, message == null ? failure.getClass().getName() : message);
    }
}
