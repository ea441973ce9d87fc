/** Finds the known name that a misspelt one is nearest to. */
@NullMarked
package org.operationsgateway.gateway.spelling;

import org.jspecify.annotations.NullMarked;
