/** Sources of requests to a server: updates, polls, single requests, and a mix of them. */
@NullMarked
package org.operationsgateway.bench.request;

import org.jspecify.annotations.NullMarked;
