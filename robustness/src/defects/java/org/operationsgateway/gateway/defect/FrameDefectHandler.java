package org.operationsgateway.gateway.defect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A handler that applies a defect to the frames of streams. Below the HTTP/1.1 codec, each frame is one chunk. */
final class FrameDefectHandler extends ChannelDuplexHandler {

    private static final Pattern REQUEST = Pattern.compile("GET ([^ ]+) HTTP/1\\.1\r\n.*", Pattern.DOTALL);
    private static final Pattern CHUNK = Pattern.compile("[0-9a-f]+\r\n(.*)\r\n", Pattern.DOTALL);

    private final FrameDefect defect;
    private String path = "";

    FrameDefectHandler(FrameDefect defect) {
        this.defect = defect;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            Matcher request = REQUEST.matcher(bytes.toString(UTF_8));
            path = request.matches() ? request.group(1) : path;
        }
        context.fireChannelRead(message);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        Matcher chunk = CHUNK.matcher(message instanceof ByteBuf bytes ? bytes.toString(UTF_8) : "");
        if (!chunk.matches() || !chunk.group(1).contains("data:")) {
            context.write(message, promise);
            return;
        }
        ReferenceCountUtil.release(message);
        for (String frame : defect.replace(path, chunk.group(1))) {
            context.write(chunk(frame));
        }
        if (!promise.isVoid()) {
            promise.setSuccess();
        }
    }

    private static ByteBuf chunk(String frame) {
        String size = Integer.toHexString(frame.getBytes(UTF_8).length);
        return frame.isEmpty() ? Unpooled.EMPTY_BUFFER : Unpooled.copiedBuffer(size + "\r\n" + frame + "\r\n", UTF_8);
    }
}
