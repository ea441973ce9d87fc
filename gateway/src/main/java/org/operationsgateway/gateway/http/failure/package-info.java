/** Failures of requests: the error envelope, and the log of failures with its limits. */
@NullMarked
package org.operationsgateway.gateway.http.failure;

import org.jspecify.annotations.NullMarked;
