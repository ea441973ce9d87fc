/** Names every meter of the gateway, and records them. */
@NullMarked
package org.operationsgateway.gateway.metrics;

import org.jspecify.annotations.NullMarked;
