/** The limits on the rates of requests: of each caller, and of each address without a valid credential. */
@NullMarked
package org.operationsgateway.gateway.security.limit;

import org.jspecify.annotations.NullMarked;
