package org.operationsgateway.gateway.api;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import org.operationsgateway.gateway.watch.WatchProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/** Sets up the server for connections that stay open for hours. */
@Component
class ServerTuning implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

    /** In one connection of HTTP/2: enough for every tab of a browser, and for a service that watches many operations. */
    private static final int STREAMS_PER_CONNECTION = 10_000;

    private static final int BACKLOG = 4096;

    private final WatchProperties properties;
    private final long maxHeaderSize;

    ServerTuning(WatchProperties properties, ServerProperties server) {
        this.properties = properties;
        this.maxHeaderSize = server.getMaxHttpRequestHeaderSize().toBytes();
    }

    @Override
    public void customize(NettyReactiveWebServerFactory factory) {
        factory.addServerCustomizers(this::tune);
    }

    private HttpServer tune(HttpServer server) {
        HttpServer tuned = server.option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .http2Settings(settings ->
                        settings.maxConcurrentStreams(STREAMS_PER_CONNECTION).maxHeaderListSize(maxHeaderSize));
        if (!Epoll.isAvailable()) {
            return tuned;
        }
        // A peer that is gone without a word doesn't acknowledge the next heartbeat.
        int timeoutMillis = Math.toIntExact(properties.peerTimeout().toMillis());
        return tuned.childOption(EpollChannelOption.TCP_USER_TIMEOUT, timeoutMillis);
    }
}
