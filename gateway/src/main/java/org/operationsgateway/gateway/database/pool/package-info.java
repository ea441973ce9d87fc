/** Lends the connections of the pool: time limits, shares, cached statements, and what a failover does to them. */
@NullMarked
package org.operationsgateway.gateway.database.pool;

import org.jspecify.annotations.NullMarked;
