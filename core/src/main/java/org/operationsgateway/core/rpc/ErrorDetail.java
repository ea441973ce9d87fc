package org.operationsgateway.core.rpc;

/**
 * A standard, machine-readable detail of a {@link Status}. Implementations are immutable.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto">
 *     google/rpc/error_details.proto</a>
 */
public sealed interface ErrorDetail permits ErrorInfo, BadRequest, RetryInfo, ResourceInfo {

    /** Returns this detail as a payload. */
    Any toAny();
}
