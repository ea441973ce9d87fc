/** Ends operations whose time is up. */
@NullMarked
package org.operationsgateway.gateway.deadline;

import org.jspecify.annotations.NullMarked;
