/** Random producers and subscribers that record their writes and events. */
@NullMarked
package org.operationsgateway.robustness.traffic;

import org.jspecify.annotations.NullMarked;
