/** The events that streams of the client emit, and the failure of an operation. */
@NullMarked
package org.operationsgateway.client.event;

import org.jspecify.annotations.NullMarked;
