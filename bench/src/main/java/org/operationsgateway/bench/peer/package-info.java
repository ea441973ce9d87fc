/** The requests of each kind of server that the load generator supports. */
@NullMarked
package org.operationsgateway.bench.peer;

import org.jspecify.annotations.NullMarked;
