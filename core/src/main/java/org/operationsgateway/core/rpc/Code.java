package org.operationsgateway.core.rpc;

import java.util.Optional;

/**
 * A canonical error code with its HTTP status.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto">google/rpc/code.proto</a>
 */
public enum Code {
    OK(0, 200),
    CANCELLED(1, 499),
    UNKNOWN(2, 500),
    INVALID_ARGUMENT(3, 400),
    DEADLINE_EXCEEDED(4, 504),
    NOT_FOUND(5, 404),
    ALREADY_EXISTS(6, 409),
    PERMISSION_DENIED(7, 403),
    RESOURCE_EXHAUSTED(8, 429),
    FAILED_PRECONDITION(9, 400),
    ABORTED(10, 409),
    OUT_OF_RANGE(11, 400),
    UNIMPLEMENTED(12, 501),
    INTERNAL(13, 500),
    UNAVAILABLE(14, 503),
    DATA_LOSS(15, 500),
    UNAUTHENTICATED(16, 401);

    private static final Code[] BY_NUMBER = values();

    private final int number;
    private final int httpStatus;

    Code(int number, int httpStatus) {
        this.number = number;
        this.httpStatus = httpStatus;
    }

    /** Returns the number on the wire, from 0 to 16. */
    public int number() {
        return number;
    }

    /** Returns the default HTTP status of a response with this code. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Returns the code with a number; empty if the number is not a canonical code. */
    public static Optional<Code> of(int number) {
        return number >= 0 && number < BY_NUMBER.length ? Optional.of(BY_NUMBER[number]) : Optional.empty();
    }
}
