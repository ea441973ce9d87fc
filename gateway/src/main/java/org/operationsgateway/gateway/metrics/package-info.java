/** Defines the meters of the gateway, and registers them with Micrometer. */
@NullMarked
package org.operationsgateway.gateway.metrics;

import org.jspecify.annotations.NullMarked;
