package org.operationsgateway.gateway.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpServerCodec;
import org.operationsgateway.gateway.memory.MemoryBudget;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/** The server customizer that adds a {@link HeadGuard} to each connection. Thread-safe. */
@Component
class PeerGuard implements NettyServerCustomizer {

    private final PeerProperties properties;
    private final ConnectionLimiter limiter;
    private final MemoryBudget budget;

    PeerGuard(PeerProperties properties, ConnectionLimiter limiter, MemoryBudget budget) {
        this.properties = properties;
        this.limiter = limiter;
        this.budget = budget;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, address) -> addTo(channel));
    }

    private void addTo(Channel channel) {
        ChannelHandlerContext codec = channel.pipeline().context(HttpServerCodec.class);
        HeadGuard guard = new HeadGuard(properties, limiter, budget);
        channel.pipeline().addFirst("headGuard", guard);
        if (codec != null) {
            channel.pipeline().addAfter(codec.name(), "messageBoundaries", new MessageBoundaries(guard));
        }
    }
}
