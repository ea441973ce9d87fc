/** The recorded history of a run: the writes, the events that subscribers received, and the faults. */
@NullMarked
package org.operationsgateway.robustness.history;

import org.jspecify.annotations.NullMarked;
