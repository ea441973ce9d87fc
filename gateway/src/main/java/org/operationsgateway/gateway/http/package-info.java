/** The HTTP server: connection settings, request sanitizing, dispatch to event loops, and the error envelope. */
@NullMarked
package org.operationsgateway.gateway.http;

import org.jspecify.annotations.NullMarked;
