package org.operationsgateway.core.rpc;

import java.util.ArrayList;
import java.util.List;

/**
 * A request that fails, with the status that its author is told.
 *
 * <p>The one exception of the model. It has no stack trace: it reports a caller's mistake or a known condition, both of
 * which may come in floods, never a defect of ours.
 */
public final class StatusException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Status status;

    private StatusException(Reason reason, Status status) {
        super(reason + ": " + status.message(), null, false, false);
        this.reason = reason;
        this.status = status;
    }

    /** A failure of the code that belongs to the reason, with the reason as {@link ErrorInfo} first in its details. */
    public static StatusException of(Reason reason, String message, ErrorDetail... more) {
        List<Any> details = new ArrayList<>();
        details.add(ErrorInfo.of(reason).toAny());
        for (ErrorDetail detail : more) {
            details.add(detail.toAny());
        }
        return new StatusException(reason, new Status(reason.code(), message, details));
    }

    /** A field that holds something it may not. */
    public static StatusException badRequest(Reason reason, String field, String description) {
        return of(reason, description, BadRequest.of(field, description));
    }

    /** Why, in one word. */
    public Reason reason() {
        return reason;
    }

    /** What went wrong; never null. */
    public Status status() {
        return status;
    }
}
