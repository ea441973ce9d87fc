package org.operationsgateway.gateway.tracing;

/**
 * The trace of the sender of a request that has no span here, because the sender does not sample the trace. The
 * observation of the request contains it. Immutable.
 *
 * @param traceId 32 hexadecimal digits
 */
record RemoteTrace(String traceId) {}
