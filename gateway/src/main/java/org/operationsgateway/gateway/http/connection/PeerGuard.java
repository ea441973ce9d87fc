package org.operationsgateway.gateway.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import org.operationsgateway.gateway.memory.MemoryBudget;
import org.operationsgateway.gateway.memory.MemoryUse;
import org.operationsgateway.gateway.memory.PermitQueue;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * The server customizer that adds a {@link ConnectionGuard} in front of TLS and a {@link HeadGuard} behind it to each
 * connection. Thread-safe.
 */
@Component
class PeerGuard implements NettyServerCustomizer {

    private static final String CONNECTION_GUARD = "connectionGuard";

    private final PeerProperties properties;
    private final ConnectionLimiter limiter;
    private final MemoryBudget budget;
    private final RejectedConnections rejected;

    PeerGuard(PeerProperties properties, ConnectionLimiter limiter, MemoryBudget budget, RejectedConnections rejected) {
        this.properties = properties;
        this.limiter = limiter;
        this.budget = budget;
        this.rejected = rejected;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, address) -> addTo(channel));
    }

    private void addTo(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        boolean encrypted = pipeline.get(NettyPipeline.SslHandler) != null;
        PermitQueue memory = budget.share(MemoryUse.REQUESTS);
        ConnectionGuard connection = new ConnectionGuard(limiter, memory, rejected, encrypted);
        HeadGuard guard = new HeadGuard(properties, memory, rejected);
        pipeline.addFirst(CONNECTION_GUARD, connection);
        pipeline.addAfter(encrypted ? NettyPipeline.SslHandler : CONNECTION_GUARD, "headGuard", guard);
        if (encrypted) {
            pipeline.addAfter(NettyPipeline.SslHandler, "tlsHandshake", new TlsHandshake(connection, rejected));
            pipeline.addFirst("encryptedBytes", new EncryptedBytes(budget.share(MemoryUse.FRAMES)));
        }
        Http1Codec.whenAdded(
                channel, codec -> pipeline.addAfter(codec.name(), "messageBoundaries", new MessageBoundaries(guard)));
    }
}
