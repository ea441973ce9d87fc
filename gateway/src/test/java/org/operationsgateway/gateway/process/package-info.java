/** Runs the packaged gateway as a real process on a real PostgreSQL, and talks to it as its users do. */
@NullMarked
package org.operationsgateway.gateway.process;

import org.jspecify.annotations.NullMarked;
