/** Breaks things, at random and by seed. */
@NullMarked
package org.operationsgateway.robustness.fault;

import org.jspecify.annotations.NullMarked;
