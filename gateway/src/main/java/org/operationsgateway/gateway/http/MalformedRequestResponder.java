package org.operationsgateway.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.core.wire.ErrorJson;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Gives the answers to requests that can't be read as HTTP/1.1 the envelope of every other failure: Reactor Netty gives
 * them by itself, empty, before anybody else is asked, and closes the connection.
 */
@Component
@Sharable
class MalformedRequestResponder extends ChannelOutboundHandlerAdapter implements NettyServerCustomizer {

    private static final String NAME = "unreadableRequests";

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, address) -> listenTo(channel));
    }

    private void listenTo(Channel channel) {
        if (channel.pipeline().get(NettyPipeline.HttpTrafficHandler) != null) {
            channel.pipeline().addBefore(NettyPipeline.HttpTrafficHandler, NAME, this);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // What becomes of it is told to the promise.
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof FullHttpResponse response && isEmptyFailure(response)) {
            response.release();
            context.write(envelope(response), promise);
        } else {
            context.write(message, promise);
        }
    }

    /** The answer to a HEAD has no body either, but says how long it would be. */
    private static boolean isEmptyFailure(FullHttpResponse response) {
        return response.status().code() >= 400
                && response.headers().contains(HttpHeaderNames.CONTENT_LENGTH, "0", false);
    }

    private static FullHttpResponse envelope(FullHttpResponse empty) {
        StatusException failure = failure(empty.status().code());
        int httpStatus = failure.reason().httpStatus();
        byte[] body = ErrorJson.write(httpStatus, failure.status()).getBytes(UTF_8);
        FullHttpResponse response =
                new DefaultFullHttpResponse(empty.protocolVersion(), empty.status(), Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return response;
    }

    private static StatusException failure(int status) {
        return switch (status) {
            case 414 -> StatusException.of(Reason.TARGET_TOO_LONG, "The path with its query is too long.");
            case 431 -> StatusException.of(Reason.HEADERS_TOO_LARGE, "The headers are too large.");
            default -> StatusException.of(Reason.BAD_REQUEST, "The request can't be read as HTTP.");
        };
    }
}
