/** Reads what the processes of a server cost. */
@NullMarked
package org.operationsgateway.bench.server;

import org.jspecify.annotations.NullMarked;
