package org.operationsgateway.gateway.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** The address of a client, by which limits without a caller count. */
public final class ClientAddress {

    private static final String ATTRIBUTE = ClientAddress.class.getName();

    private ClientAddress() {}

    /** Records the address of a client that is behind a proxy. */
    public static void set(ServerWebExchange exchange, InetAddress address) {
        exchange.getAttributes().put(ATTRIBUTE, address);
    }

    /**
     * Returns the recorded address; otherwise that of the connection, or of the loopback interface if it is unknown.
     */
    public static InetAddress of(ServerWebExchange exchange) {
        @Nullable InetAddress recorded = exchange.getAttribute(ATTRIBUTE);
        if (recorded != null) {
            return recorded;
        }
        @Nullable InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null || remote.getAddress() == null ? InetAddress.getLoopbackAddress() : remote.getAddress();
    }
}
