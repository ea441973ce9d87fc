/** Reads the log and the current states from the database of a run. */
@NullMarked
package org.operationsgateway.robustness.postgres;

import org.jspecify.annotations.NullMarked;
