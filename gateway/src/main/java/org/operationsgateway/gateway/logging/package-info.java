/** The log entries of failed operations, and limits of log entries. */
@NullMarked
package org.operationsgateway.gateway.logging;

import org.jspecify.annotations.NullMarked;
