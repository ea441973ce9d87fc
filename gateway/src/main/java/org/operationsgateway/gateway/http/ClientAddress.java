package org.operationsgateway.gateway.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** The address of the client of a connection, by which limits without a caller count. */
public final class ClientAddress {

    private ClientAddress() {}

    /** Returns the address; that of the loopback interface if it is unknown. */
    public static InetAddress of(ServerWebExchange exchange) {
        @Nullable InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null || remote.getAddress() == null ? InetAddress.getLoopbackAddress() : remote.getAddress();
    }
}
