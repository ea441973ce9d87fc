/** Replicas of the gateway: one process and one database proxy each. */
@NullMarked
package org.operationsgateway.robustness.replica;

import org.jspecify.annotations.NullMarked;
