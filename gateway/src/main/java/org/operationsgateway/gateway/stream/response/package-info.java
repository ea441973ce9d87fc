/** Writes event streams to HTTP responses, beneath the HTTP encoder. */
@NullMarked
package org.operationsgateway.gateway.stream.response;

import org.jspecify.annotations.NullMarked;
