package org.operationsgateway.gateway.http.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * A handler after the codec of HTTP/1.1, which reports where requests and responses end to a {@link HeadGuard}. Not
 * thread-safe.
 */
final class MessageBoundaries extends ChannelDuplexHandler {

    private final HeadGuard guard;

    MessageBoundaries(HeadGuard guard) {
        this.guard = guard;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        guard.messageDecoded();
        if (message instanceof HttpRequest request) {
            if (request.decoderResult().cause() instanceof PrematureChannelClosureException) {
                // The head did not end before the connection did. A response would have no receiver.
                ReferenceCountUtil.release(message);
                return;
            }
            guard.headCompleted();
        }
        if (message instanceof LastHttpContent) {
            guard.requestCompleted(context);
        }
        context.fireChannelRead(message);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The promise reports the result.
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                guard.upgraded();
            }
        } else if (message instanceof LastHttpContent) {
            guard.responseCompleted(context);
        }
        context.write(message, promise);
    }
}
