/** Microbenchmarks of the codec and the filter. */
@NullMarked
package org.operationsgateway.bench.micro;

import org.jspecify.annotations.NullMarked;
