/** The periods of a run in which injected faults were active. */
@NullMarked
package org.operationsgateway.robustness.history.period;

import org.jspecify.annotations.NullMarked;
