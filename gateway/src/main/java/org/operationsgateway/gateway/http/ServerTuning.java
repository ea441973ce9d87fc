package org.operationsgateway.gateway.http;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/** The customizer of the HTTP server for connections that stay open for hours. */
@Component
class ServerTuning implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    /** Allows a service to watch many operations over one HTTP/2 connection. */
    private static final int MAX_STREAMS_PER_CONNECTION = 10_000;

    /** The length of the queue of connections that the server has not accepted yet. */
    private static final int SO_BACKLOG = 4096;

    private final ConnectionProperties properties;
    private final long maxHeaderSize;

    ServerTuning(ConnectionProperties properties, ServerProperties server) {
        this.properties = properties;
        this.maxHeaderSize = server.getMaxHttpRequestHeaderSize().toBytes();
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(this::tune);
    }

    private HttpServer tune(HttpServer server) {
        HttpServer tuned = server.option(ChannelOption.SO_BACKLOG, SO_BACKLOG)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .http2Settings(settings -> settings.maxConcurrentStreams(MAX_STREAMS_PER_CONNECTION)
                        .maxHeaderListSize(maxHeaderSize)
                        // By default 200 in 30 s: a client that cancels more streams than that would lose all others.
                        // The connection's guard limits resets.
                        .maxDecodedRstFramesPerWindow(0, 0));
        if (!Epoll.isAvailable()) {
            return tuned;
        }
        // A half-open connection does not acknowledge the next heartbeat, and is closed by the kernel.
        int timeoutMillis = Math.toIntExact(properties.peerTimeout().toMillis());
        return tuned.childOption(EpollChannelOption.TCP_USER_TIMEOUT, timeoutMillis);
    }
}
