package org.operationsgateway.core.rpc;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure of a request, with the status that the client receives.
 *
 * <p>An instance has no stack trace, because it reports an error of a client or a known condition, possibly at a high
 * rate; it never reports a defect. Immutable, as every subclass is.
 */
public class StatusException extends RuntimeException {

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

    /**
     * Creates an exception for a status that a client has received.
     *
     * @param cause the failure that the status describes; null if a server has sent the status
     * @param retryDelay the minimum delay before a retry; null if it is unknown
     */
    protected StatusException(Status status, @Nullable Throwable cause, @Nullable Duration retryDelay) {
        super(describe(status), cause, false, false);
        this.reason = ErrorInfo.reason(status).orElse(Reason.UNSPECIFIED);
        this.status = status;
        this.retryDelay = retryDelay;
    }

    private static String describe(Status status) {
        return status.code().map(Code::name).orElseGet(() -> Integer.toString(status.number())) + ": "
                + status.message();
    }

    /**
     * Creates an exception for a status that a client has received. Its reason is {@link Reason#UNSPECIFIED} if the
     * status has none that this version knows.
     *
     * @param cause the failure that the status describes; null if a server has sent the status
     * @param retryDelay the minimum delay before a retry; null if it is unknown
     */
    public static StatusException received(Status status, @Nullable Throwable cause, @Nullable Duration retryDelay) {
        return new StatusException(status, cause, retryDelay);
    }

    /**
     * Creates an exception with the code of a reason.
     *
     * @param reason the reason, which is the first detail, as {@link ErrorInfo}
     * @param message for developers, in English
     * @param more further details
     */
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

    /** Creates an exception for an invalid field. */
    public static StatusException badRequest(Reason reason, String field, String description) {
        return of(reason, description, BadRequest.of(field, description));
    }

    /** Returns the reason. */
    public Reason reason() {
        return reason;
    }

    /** Returns the status. */
    public Status status() {
        return status;
    }

    /** Returns the minimum delay before a retry; empty if the status has no {@link RetryInfo}. */
    public Optional<Duration> retryDelay() {
        return Optional.ofNullable(retryDelay);
    }
}
