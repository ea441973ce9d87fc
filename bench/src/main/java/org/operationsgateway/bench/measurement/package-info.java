/** Measurements of a load: the latencies and the outcomes of requests, and the deliveries on streams. */
@NullMarked
package org.operationsgateway.bench.measurement;

import org.jspecify.annotations.NullMarked;
