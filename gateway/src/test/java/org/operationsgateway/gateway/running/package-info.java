/** Runs the real gateway on a real PostgreSQL, for tests of both. */
@NullMarked
package org.operationsgateway.gateway.running;

import org.jspecify.annotations.NullMarked;
