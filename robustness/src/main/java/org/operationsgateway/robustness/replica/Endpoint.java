package org.operationsgateway.robustness.replica;

import java.net.InetSocketAddress;
import org.operationsgateway.testkit.http.Api;

/** An address that answers the requests of clients: a replica, or a proxy in front of replicas. */
public interface Endpoint {

    String name();

    /** Returns a client of this endpoint. */
    Api api();

    InetSocketAddress address();
}
