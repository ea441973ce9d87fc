/** Structures that fan one sequence of events out to many subscribers: a ring, event loop groups and permits. */
@NullMarked
package org.operationsgateway.gateway.fanout;

import org.jspecify.annotations.NullMarked;
