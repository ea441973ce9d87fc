package org.operationsgateway.robustness.rollout;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.operationsgateway.robustness.replica.Endpoint;
import org.operationsgateway.testkit.http.Api;

/** The address of a proxy, which is the only one that clients know. */
record Entrance(String name, InetSocketAddress address, Api api) implements Endpoint, AutoCloseable {

    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

    static Entrance of(String name, int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new Entrance(name, address, new Api(() -> port, REQUEST_TIMEOUT));
    }

    @Override
    public void close() {
        api.close();
    }
}
