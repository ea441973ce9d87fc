/** The report of a run. */
@NullMarked
package org.operationsgateway.robustness.report;

import org.jspecify.annotations.NullMarked;
