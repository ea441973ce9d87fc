/** Reads AIP-160 filters and decides which operations match them. */
@NullMarked
package org.operationsgateway.core.filter;

import org.jspecify.annotations.NullMarked;
