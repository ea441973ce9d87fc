/** The operation itself: its sealed state and outcome, and the transitions between them. */
@NullMarked
package org.operationsgateway.core.operation;

import org.jspecify.annotations.NullMarked;
