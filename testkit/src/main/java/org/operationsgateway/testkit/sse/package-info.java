/** Clients that read server-sent events by the rules of the WHATWG standard and record what they received. */
@NullMarked
package org.operationsgateway.testkit.sse;

import org.jspecify.annotations.NullMarked;
