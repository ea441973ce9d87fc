/** A proxy between a replica and the database that injects network faults. */
@NullMarked
package org.operationsgateway.robustness.proxy;

import org.jspecify.annotations.NullMarked;
