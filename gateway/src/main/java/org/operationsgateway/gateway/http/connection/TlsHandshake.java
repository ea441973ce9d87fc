package org.operationsgateway.gateway.http.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A handler behind TLS that reports the end of the handshake to a {@link ConnectionGuard}, and then removes itself. It
 * logs a failed handshake in one line: the libraries would log what the client has sent instead, which can be a request
 * with a credential. Confined to its event loop.
 */
final class TlsHandshake extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(TlsHandshake.class);

    private final ConnectionGuard connection;
    private final RejectedConnections rejections;

    TlsHandshake(ConnectionGuard connection, RejectedConnections rejections) {
        this.connection = connection;
        this.rejections = rejections;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!(event instanceof SslHandshakeCompletionEvent handshake)) {
            context.fireUserEventTriggered(event);
        } else if (handshake.isSuccess()) {
            connection.established(context);
            context.pipeline().remove(this);
            context.fireUserEventTriggered(event);
        } else {
            logFailure(context, handshake.cause());
        }
    }

    private void logFailure(ChannelHandlerContext context, Throwable cause) {
        if (!context.channel().isActive()) {
            log.debug("The client has closed a connection during the TLS handshake");
            return;
        }
        rejections.count(RejectionReason.TLS_HANDSHAKE);
        String reason = cause instanceof NotSslRecordException ? "it does not begin with one" : cause.getMessage();
        log.warn(
                "Closing a connection from {} without a TLS handshake: {}",
                context.channel().remoteAddress(),
                reason);
    }

    /** Closes the connection. An event has reported the failure. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Nothing follows.
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
