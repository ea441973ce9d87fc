/** The origins of requests that browsers send. */
@NullMarked
package org.operationsgateway.gateway.security.origin;

import org.jspecify.annotations.NullMarked;
