/** What is asked of a server, one command each. */
@NullMarked
package org.operationsgateway.bench.workload;

import org.jspecify.annotations.NullMarked;
