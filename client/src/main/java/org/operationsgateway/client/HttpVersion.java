package org.operationsgateway.client;

/** A choice of the version of HTTP. */
public enum HttpVersion {
    /** HTTP/2 if the server offers it with TLS, otherwise HTTP/1.1. */
    NEGOTIATED,
    /** HTTP/1.1, with one connection for each stream. */
    HTTP_1_1,
    /** HTTP/2, without TLS too: many streams share one connection. The server, and each proxy, must support it. */
    HTTP_2
}
