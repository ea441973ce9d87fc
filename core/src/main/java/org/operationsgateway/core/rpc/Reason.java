package org.operationsgateway.core.rpc;

/**
 * Why a request failed, for programs: the {@code reason} of the {@link ErrorInfo} that every failure carries.
 *
 * @see <a href="https://google.aip.dev/193#errorinfo">AIP-193, ErrorInfo</a>
 */
public enum Reason {
    /** The body is not JSON, or not of the shape that the method takes. */
    INVALID_BODY(Code.INVALID_ARGUMENT),
    /** The name, or the parent, is not one that an operation can have. */
    INVALID_NAME(Code.INVALID_ARGUMENT),
    /** A query parameter holds something that it may not. */
    INVALID_PARAMETER(Code.INVALID_ARGUMENT),
    /** The filter can't be read, or asks for something that operations don't have. */
    INVALID_FILTER(Code.INVALID_ARGUMENT),
    /** The page token was not made by this service, or not for this list. */
    INVALID_PAGE_TOKEN(Code.INVALID_ARGUMENT),
    /** The body is larger than the service takes. */
    BODY_TOO_LARGE(Code.INVALID_ARGUMENT, 413),
    /** The body is of a media type that the service does not read. */
    UNSUPPORTED_MEDIA_TYPE(Code.INVALID_ARGUMENT, 415),
    /** The service has no representation of the media types that the request accepts. */
    NOT_ACCEPTABLE(Code.INVALID_ARGUMENT, 406),
    /** There is no operation of that name, or it was deleted, or it has expired. */
    OPERATION_NOT_FOUND(Code.NOT_FOUND),
    /** An operation of that name exists. */
    OPERATION_ALREADY_EXISTS(Code.ALREADY_EXISTS),
    /** The requestId was used before, for another request. */
    REQUEST_ID_REUSED(Code.ALREADY_EXISTS),
    /** The operation has changed since the state whose etag the request names. */
    ETAG_MISMATCH(Code.ABORTED),
    /** The producer of an operation was silent for longer than its lease; the reason of the operation's own error. */
    LEASE_EXPIRED(Code.ABORTED),
    /** An operation took longer than was agreed on; the reason of the operation's own error. */
    OPERATION_TIMEOUT(Code.DEADLINE_EXCEEDED),
    /** The operation is done, and what is done does not change. */
    OPERATION_DONE(Code.FAILED_PRECONDITION),
    /** There is nothing at that path. */
    ROUTE_NOT_FOUND(Code.NOT_FOUND),
    /** The path exists, but not with that HTTP method. */
    METHOD_NOT_ALLOWED(Code.UNIMPLEMENTED, 405),
    /** The service knows the request, but does not offer it. */
    NOT_SUPPORTED(Code.UNIMPLEMENTED),
    /** The request's target is longer than the service takes. */
    TARGET_TOO_LONG(Code.INVALID_ARGUMENT, 414),
    /** The request's headers are larger than the service takes. */
    HEADERS_TOO_LARGE(Code.INVALID_ARGUMENT, 431),
    /** The request is not well-formed HTTP for this service. */
    BAD_REQUEST(Code.INVALID_ARGUMENT),
    /** The service is asked for more than it takes at once. */
    OVERLOADED(Code.RESOURCE_EXHAUSTED),
    /** This replica is about to stop; another one answers. */
    SHUTTING_DOWN(Code.UNAVAILABLE),
    /** The database cannot be reached just now. */
    DATABASE_UNAVAILABLE(Code.UNAVAILABLE),
    /** A defect of the service; its log says more. */
    INTERNAL_ERROR(Code.INTERNAL);

    private final Code code;
    private final int httpStatus;

    Reason(Code code) {
        this(code, code.httpStatus());
    }

    Reason(Code code, int httpStatus) {
        this.code = code;
        this.httpStatus = httpStatus;
    }

    /** The code that a failure for this reason has. */
    public Code code() {
        return code;
    }

    /** The HTTP status of the answer: that of the code, unless HTTP has one that says it better. */
    public int httpStatus() {
        return httpStatus;
    }
}
