/** The benchmarks: a load generator, and the comparison of the gateway with its peers. */
@NullMarked
package org.operationsgateway.bench;

import org.jspecify.annotations.NullMarked;
