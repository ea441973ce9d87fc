/** Traces of requests, which are off unless they are configured. */
@NullMarked
package org.operationsgateway.gateway.tracing;

import org.jspecify.annotations.NullMarked;
