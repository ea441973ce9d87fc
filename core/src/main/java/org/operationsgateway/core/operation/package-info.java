/** The immutable model of an operation: its state, its outcome, and the transitions between states. */
@NullMarked
package org.operationsgateway.core.operation;

import org.jspecify.annotations.NullMarked;
