/** Follows streams of running gateways, and holds them to what the streaming contract promises. */
@NullMarked
package org.operationsgateway.gateway.stream;

import org.jspecify.annotations.NullMarked;
