/** Says how a run went. */
@NullMarked
package org.operationsgateway.robustness.report;

import org.jspecify.annotations.NullMarked;
