package org.operationsgateway.client.stream;

import java.util.List;
import org.operationsgateway.core.rpc.Code;
import org.operationsgateway.core.rpc.ErrorInfo;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.Status;
import org.operationsgateway.core.rpc.StatusException;

/** The failures that events of a stream report. */
final class StreamFailures {

    private StreamFailures() {}

    /** Returns the failure of a stream after the deletion of its operation. */
    static StatusException deleted(String name) {
        return StatusException.received(
                new Status(
                        Code.NOT_FOUND,
                        "The operation " + name + " was deleted while it was watched.",
                        List.of(ErrorInfo.of(Reason.OPERATION_NOT_FOUND).toAny())),
                null,
                null);
    }

    /** Returns the failure of a stream that the server has rejected; it is retriable. */
    static StatusException overloaded(String reason) {
        return StatusException.received(
                new Status(Code.RESOURCE_EXHAUSTED, "The server rejects the stream: " + reason), null, null);
    }
}
