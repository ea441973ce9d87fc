/** A validator for each promise, which is a pure function of a recorded history. */
@NullMarked
package org.operationsgateway.robustness.promise;

import org.jspecify.annotations.NullMarked;
