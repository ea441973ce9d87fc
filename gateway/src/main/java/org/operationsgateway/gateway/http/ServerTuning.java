package org.operationsgateway.gateway.http;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
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

    /**
     * The bytes that an event loop reads from a connection before it turns to the next one. By default it would read up
     * to 1 MB, and start all requests in it: tens of thousands, while those of other clients wait.
     */
    private static final int MAX_READ_BYTES = 8 * 1024;

    private static final int MIN_READ_BYTES = 64;
    private static final int FIRST_READ_BYTES = 2 * 1024;

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
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, shortReads())
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

    private static AdaptiveRecvByteBufAllocator shortReads() {
        AdaptiveRecvByteBufAllocator allocator =
                new AdaptiveRecvByteBufAllocator(MIN_READ_BYTES, FIRST_READ_BYTES, MAX_READ_BYTES);
        allocator.maxMessagesPerRead(1);
        return allocator;
    }
}
