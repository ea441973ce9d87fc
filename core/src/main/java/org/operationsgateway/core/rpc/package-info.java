/** The vocabulary of google.rpc: Code, Status, Any, and the standard error details. */
@NullMarked
package org.operationsgateway.core.rpc;

import org.jspecify.annotations.NullMarked;
