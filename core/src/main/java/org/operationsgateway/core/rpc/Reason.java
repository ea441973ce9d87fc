package org.operationsgateway.core.rpc;

/**
 * The reason for a failure, for programs: the {@code reason} in the {@link ErrorInfo} of every error response.
 *
 * @see <a href="https://google.aip.dev/193#errorinfo">AIP-193, ErrorInfo</a>
 */
public enum Reason {
    /** The body is not JSON, or does not have the fields of the method. */
    INVALID_BODY(Code.INVALID_ARGUMENT),
    /** The name or the parent is not valid. */
    INVALID_NAME(Code.INVALID_ARGUMENT),
    /** A query parameter is not valid. */
    INVALID_PARAMETER(Code.INVALID_ARGUMENT),
    /** The filter has a syntax error, exceeds a limit, or compares a field that does not exist. */
    INVALID_FILTER(Code.INVALID_ARGUMENT),
    /** The page token was not issued by this service, or was issued for another list. */
    INVALID_PAGE_TOKEN(Code.INVALID_ARGUMENT),
    /** The size of the body exceeds the limit. */
    BODY_TOO_LARGE(Code.INVALID_ARGUMENT, 413),
    /** The media type of the body is not supported. */
    UNSUPPORTED_MEDIA_TYPE(Code.INVALID_ARGUMENT, 415),
    /** The service supports no media type that the request accepts. */
    NOT_ACCEPTABLE(Code.INVALID_ARGUMENT, 406),
    /** The operation does not exist, was deleted, or has expired. */
    OPERATION_NOT_FOUND(Code.NOT_FOUND),
    /** An operation with the same name exists. */
    OPERATION_ALREADY_EXISTS(Code.ALREADY_EXISTS),
    /** The {@code requestId} was used for a different request. */
    REQUEST_ID_REUSED(Code.ALREADY_EXISTS),
    /** The etag in the request is not that of the current revision. */
    ETAG_MISMATCH(Code.ABORTED),
    /** The lease of an operation lapsed without a heartbeat; used in the error of the operation. */
    LEASE_EXPIRED(Code.ABORTED),
    /** An operation reached its deadline; used in the error of the operation. */
    OPERATION_TIMEOUT(Code.DEADLINE_EXCEEDED),
    /** The operation is done, so it does not change. */
    OPERATION_DONE(Code.FAILED_PRECONDITION),
    /** The path does not exist. */
    ROUTE_NOT_FOUND(Code.NOT_FOUND),
    /** The path does not support the HTTP method. */
    METHOD_NOT_ALLOWED(Code.UNIMPLEMENTED, 405),
    /** The service does not implement the method. */
    NOT_SUPPORTED(Code.UNIMPLEMENTED),
    /** The length of the request target exceeds the limit. */
    TARGET_TOO_LONG(Code.INVALID_ARGUMENT, 414),
    /** The size of the request headers exceeds the limit. */
    HEADERS_TOO_LARGE(Code.INVALID_ARGUMENT, 431),
    /** The request has no credential, and the method requires one. */
    CREDENTIAL_MISSING(Code.UNAUTHENTICATED),
    /** The credential is malformed, unknown, expired, or not meant for this service. */
    CREDENTIAL_INVALID(Code.UNAUTHENTICATED),
    /** The caller has no grant that allows the method for this parent, whether the operation exists or not. */
    PERMISSION_DENIED(Code.PERMISSION_DENIED),
    /** The service that verifies the credential does not answer; the client may retry. */
    ISSUER_UNAVAILABLE(Code.UNAVAILABLE),
    /** A page of another origin has sent a request that changes something. */
    FOREIGN_ORIGIN(Code.PERMISSION_DENIED),
    /** The {@code Host} header is not a name of the service. */
    UNKNOWN_HOST(Code.INVALID_ARGUMENT, 421),
    /** The request is not well-formed HTTP. */
    BAD_REQUEST(Code.INVALID_ARGUMENT),
    /** The headers or the body did not arrive in time. */
    REQUEST_TIMEOUT(Code.DEADLINE_EXCEEDED, 408),
    /** A limit on concurrent work is reached; the client may retry. */
    OVERLOADED(Code.RESOURCE_EXHAUSTED),
    /** The caller has created as many stored operations as it may; deletions make room. */
    TOO_MANY_OPERATIONS(Code.RESOURCE_EXHAUSTED),
    /** The filter of a stream compares too many elements of lists. */
    FILTER_TOO_EXPENSIVE(Code.RESOURCE_EXHAUSTED),
    /** The query took longer than its time limit: it needs a narrower filter. */
    QUERY_TIMEOUT(Code.DEADLINE_EXCEEDED),
    /** The replica is stopping; a retry reaches another replica. */
    SHUTTING_DOWN(Code.UNAVAILABLE),
    /** The database is not available; the client may retry. */
    DATABASE_UNAVAILABLE(Code.UNAVAILABLE),
    /** The service has a defect, which is in its log. */
    INTERNAL_ERROR(Code.INTERNAL),
    /** The reason of a status that a client has received without a reason that it knows; never sent. */
    UNSPECIFIED(Code.UNKNOWN);

    private final Code code;
    private final int httpStatus;

    Reason(Code code) {
        this(code, code.httpStatus());
    }

    Reason(Code code, int httpStatus) {
        this.code = code;
        this.httpStatus = httpStatus;
    }

    /** Returns the code of a status with this reason. */
    public Code code() {
        return code;
    }

    /** Returns the HTTP status of a response: by default that of the code, otherwise a more specific one. */
    public int httpStatus() {
        return httpStatus;
    }
}
