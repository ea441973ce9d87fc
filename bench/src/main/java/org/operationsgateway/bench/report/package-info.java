/** The report of a comparison: a table of ratios, and charts. */
@NullMarked
package org.operationsgateway.bench.report;

import org.jspecify.annotations.NullMarked;
