/** A parser of AIP-160 filters with limits, and their in-memory evaluation. */
@NullMarked
package org.operationsgateway.core.filter;

import org.jspecify.annotations.NullMarked;
