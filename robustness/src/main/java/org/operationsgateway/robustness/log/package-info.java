/** The log of the database at the end of a run, against which the history is checked. */
@NullMarked
package org.operationsgateway.robustness.log;

import org.jspecify.annotations.NullMarked;
