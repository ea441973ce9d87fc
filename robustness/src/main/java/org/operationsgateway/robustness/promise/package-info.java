/** A validator for each promise of the gateway, as a pure function of a recorded history. */
@NullMarked
package org.operationsgateway.robustness.promise;

import org.jspecify.annotations.NullMarked;
