/** The obvious design, as a peer: a notification in each transaction, and a sink for each operation. */
@NullMarked
package org.operationsgateway.bench.naive;

import org.jspecify.annotations.NullMarked;
