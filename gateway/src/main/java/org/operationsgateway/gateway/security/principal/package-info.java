/** The verified callers of requests. */
@NullMarked
package org.operationsgateway.gateway.security.principal;

import org.jspecify.annotations.NullMarked;
