/** Measures: a load generator, and the comparison with peers. */
@NullMarked
package org.operationsgateway.bench;

import org.jspecify.annotations.NullMarked;
