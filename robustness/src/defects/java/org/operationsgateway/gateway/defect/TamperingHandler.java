package org.operationsgateway.gateway.defect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/** Sends something else than the frames of streams. */
final class TamperingHandler extends ChannelDuplexHandler {

    private final Tampering tampering;
    private String path = "";
    private boolean stream;

    TamperingHandler(Tampering tampering) {
        this.tampering = tampering;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            path = request.uri();
        }
        context.fireChannelRead(message);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
            stream = type.startsWith("text/event-stream");
        }
        String frame = stream ? frame(message) : null;
        if (frame == null || !frame.contains("data:")) {
            context.write(message, promise);
            return;
        }
        ReferenceCountUtil.release(message);
        for (String other : tampering.tamper(path, frame)) {
            context.write(new DefaultHttpContent(Unpooled.copiedBuffer(other, UTF_8)));
        }
        if (!promise.isVoid()) {
            promise.setSuccess();
        }
    }

    private static @Nullable String frame(Object message) {
        return switch (message) {
            case LastHttpContent last -> null;
            case HttpContent content -> content.content().toString(UTF_8);
            case ByteBuf buffer -> buffer.toString(UTF_8);
            default -> null;
        };
    }
}
