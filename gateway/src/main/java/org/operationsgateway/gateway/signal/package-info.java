/** Signals changes between replicas, and sweeps the log for changes whose signal was lost. */
@NullMarked
package org.operationsgateway.gateway.signal;

import org.jspecify.annotations.NullMarked;
