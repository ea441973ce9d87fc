package org.operationsgateway.gateway.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.util.function.Consumer;
import reactor.netty.NettyPipeline;

/**
 * A handler that configures the pipeline of a connection with TLS when the client has negotiated HTTP/1.1: the codec is
 * added after the handshake, and not at all for HTTP/2. Confined to its event loop.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7301">RFC 7301, Application-Layer Protocol Negotiation</a>
 */
public final class Http1Codec extends ChannelInboundHandlerAdapter {

    private final Consumer<ChannelHandlerContext> configuration;

    private Http1Codec(Consumer<ChannelHandlerContext> configuration) {
        this.configuration = configuration;
    }

    /**
     * Configures a pipeline when it has the codec of HTTP/1.1, before anything is read.
     *
     * @param configuration receives the context of the codec; called at most once, in the order of the calls of this
     *     method
     */
    public static void whenAdded(Channel channel, Consumer<ChannelHandlerContext> configuration) {
        ChannelHandlerContext codec = channel.pipeline().context(HttpServerCodec.class);
        if (codec != null) {
            configuration.accept(codec);
        } else {
            channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, null, new Http1Codec(configuration));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent) {
            ChannelHandlerContext codec = context.pipeline().context(HttpServerCodec.class);
            if (codec != null) {
                configuration.accept(codec);
            }
            context.pipeline().remove(this);
        }
        context.fireUserEventTriggered(event);
    }
}
