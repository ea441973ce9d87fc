package org.operationsgateway.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
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
import org.operationsgateway.gateway.http.connection.Http1Codec;
import org.operationsgateway.gateway.http.connection.RejectedConnections;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/**
 * A channel handler that adds the error envelope to the responses for requests that are not well-formed HTTP/1.1.
 * Thread-safe.
 *
 * <p>Netty and Reactor Netty write these responses themselves, without a body and without a call of a filter, and
 * close the connection. The handler is next to the codec, because the handler for upgrades writes from there.
 */
@Component
@Sharable
class MalformedRequestResponder extends ChannelOutboundHandlerAdapter implements NettyServerCustomizer {

    private static final String NAME = "malformedRequestResponder";

    private final RejectedConnections rejected;

    MalformedRequestResponder(RejectedConnections rejected) {
        this.rejected = rejected;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.doOnChannelInit((observer, channel, address) -> Http1Codec.whenAdded(channel, this::addTo));
    }

    private void addTo(ChannelHandlerContext codec) {
        HeaderFoldDetector folds = new HeaderFoldDetector();
        codec.pipeline()
                .addBefore(codec.name(), null, folds)
                .addAfter(codec.name(), null, new RequestFraming(folds, rejected))
                .addAfter(codec.name(), NAME, this);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // The promise reports the result.
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof FullHttpResponse response && isEmptyFailure(response)) {
            response.release();
            context.write(withEnvelope(response), promise);
        } else {
            context.write(message, promise);
        }
    }

    /** The response to a HEAD request has no body either, but its Content-Length is that of the GET response. */
    private static boolean isEmptyFailure(FullHttpResponse response) {
        return response.status().code() >= 400
                && response.headers().contains(HttpHeaderNames.CONTENT_LENGTH, "0", false);
    }

    private static FullHttpResponse withEnvelope(FullHttpResponse empty) {
        StatusException failure = failure(empty.status().code());
        byte[] body = ErrorJson.write(empty.status().code(), failure.status()).getBytes(UTF_8);
        FullHttpResponse response =
                new DefaultFullHttpResponse(empty.protocolVersion(), empty.status(), Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        CacheHeaders.set(response.headers());
        return response;
    }

    private static StatusException failure(int status) {
        return switch (status) {
            case 414 ->
                StatusException.of(Reason.TARGET_TOO_LONG, "The path and the query are too long. Shorten them.");
            case 431 ->
                StatusException.of(Reason.HEADERS_TOO_LARGE, "The headers are too large. Send fewer or shorter ones.");
            default ->
                StatusException.of(
                        Reason.BAD_REQUEST, "The request is not well-formed HTTP. Correct it and send it again.");
        };
    }
}
