/** Measures the running operations and the log. */
@NullMarked
package org.operationsgateway.gateway.store.statistics;

import org.jspecify.annotations.NullMarked;
