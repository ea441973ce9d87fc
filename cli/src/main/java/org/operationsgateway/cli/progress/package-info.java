/** The progress of an operation in words: state, percentage, bar and estimate. */
@NullMarked
package org.operationsgateway.cli.progress;

import org.jspecify.annotations.NullMarked;
