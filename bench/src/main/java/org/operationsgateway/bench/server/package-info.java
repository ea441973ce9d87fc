/** The CPU time and the memory of the processes of a server. */
@NullMarked
package org.operationsgateway.bench.server;

import org.jspecify.annotations.NullMarked;
