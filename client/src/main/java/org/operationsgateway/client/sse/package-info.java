/** The decoding of server-sent events. */
@NullMarked
package org.operationsgateway.client.sse;

import org.jspecify.annotations.NullMarked;
