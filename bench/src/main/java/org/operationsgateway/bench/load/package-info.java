/** A load generator: many connections on one event loop, which send requests at a rate or read streams. */
@NullMarked
package org.operationsgateway.bench.load;

import org.jspecify.annotations.NullMarked;
