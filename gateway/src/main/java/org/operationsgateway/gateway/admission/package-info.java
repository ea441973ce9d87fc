/** Bounds on pending work, of which each parent has a share: permits, a round-robin queue, and an admission queue. */
@NullMarked
package org.operationsgateway.gateway.admission;

import org.jspecify.annotations.NullMarked;
