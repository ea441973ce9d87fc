/** Random producers and subscribers, who record what they see. */
@NullMarked
package org.operationsgateway.robustness.traffic;

import org.jspecify.annotations.NullMarked;
