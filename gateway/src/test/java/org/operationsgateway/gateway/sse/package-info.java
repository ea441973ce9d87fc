/** Reads server-sent events as the standard says, and remembers everything that came. */
@NullMarked
package org.operationsgateway.gateway.sse;

import org.jspecify.annotations.NullMarked;
