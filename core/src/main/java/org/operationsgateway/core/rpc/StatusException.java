package org.operationsgateway.core.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private final transient @Nullable Duration retryDelay;

    private StatusException(Reason reason, Status status, @Nullable Duration retryDelay) {
        super(reason + ": " + status.message(), null, false, false);
        this.reason = reason;
        this.status = status;
        this.retryDelay = retryDelay;
    }

    /** A failure of the code that belongs to the reason, with the reason as {@link ErrorInfo} first in its details. */
    public static StatusException of(Reason reason, String message, ErrorDetail... more) {
        List<Any> details = new ArrayList<>();
        details.add(ErrorInfo.of(reason).toAny());
        Duration retryDelay = null;
        for (ErrorDetail detail : more) {
            details.add(detail.toAny());
            retryDelay = detail instanceof RetryInfo retry ? retry.retryDelay() : retryDelay;
        }
        return new StatusException(reason, new Status(reason.code(), message, details), retryDelay);
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

    /** After what time it may be tried again; empty if nothing is said of that. */
    public Optional<Duration> retryDelay() {
        return Optional.ofNullable(retryDelay);
    }
}
