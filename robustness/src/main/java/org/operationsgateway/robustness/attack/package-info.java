/** Hostile requests to a gateway with a small heap, while an honest client works. */
@NullMarked
package org.operationsgateway.robustness.attack;

import org.jspecify.annotations.NullMarked;
