/** The requests of a producer: updates at a limited rate, renewal of the lease, and the end of the work. */
@NullMarked
package org.operationsgateway.client.lease;

import org.jspecify.annotations.NullMarked;
