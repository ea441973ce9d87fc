/** A naive implementation of the API, as a peer: one notification for each transaction, one sink for each operation. */
@NullMarked
package org.operationsgateway.bench.naive;

import org.jspecify.annotations.NullMarked;
