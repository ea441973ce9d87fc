/** Starts one replica of the gateway. */
@NullMarked
package org.operationsgateway.gateway;

import org.jspecify.annotations.NullMarked;
