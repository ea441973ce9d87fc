package org.operationsgateway.core.rpc;

/**
 * A standard, machine-readable addition to a {@link Status}.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto">
 *     google/rpc/error_details.proto</a>
 */
public sealed interface ErrorDetail permits ErrorInfo, BadRequest, RetryInfo, ResourceInfo {

    /** This detail as a payload. */
    Any toAny();
}
