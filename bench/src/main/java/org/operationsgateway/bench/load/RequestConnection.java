package org.operationsgateway.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.bench.request.RequestTemplate;

/**
 * One connection that carries one request after the other. The request is written into a buffer that is used again and
 * again: its response has come, so it has gone out. Used on its loop only.
 */
final class RequestConnection extends ChannelInboundHandlerAdapter {

    /** Is told what happens. */
    interface Listener {

        /** The connection is there. */
        void ready(RequestConnection requester);

        /** A response has come. */
        void response(RequestConnection requester, int status, long now);

        /** The connection has failed, or has been closed. */
        void broken(RequestConnection requester);
    }

    private static final int MAX_REQUEST = 4096;

    private final ReadBuffer scratch;
    private final Listener listener;
    private final ResponseReader responses = new ResponseReader();
    private final TimestampScanner marks = new TimestampScanner();
    private final TimestampScanner.Found found = this::found;
    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
    private @Nullable Channel channel;

    /** Which request is in flight; the owner's own. */
    int id;
    /** When the request in flight should have been sent; 0 if there is none. */
    long mark;
    /** The last mark in a response. */
    long seen;

    RequestConnection(ReadBuffer scratch, Listener listener) {
        this.scratch = scratch;
        this.listener = listener;
    }

    /** Sends a request, of which no other is in flight. */
    void send(RequestTemplate template, long intended) {
        mark = intended;
        buffer.clear().writeBytes(template.bytes());
        if (template.markAt() >= 0) {
            writeDigits(template.markAt(), intended);
        }
        if (channel != null) {
            var unused = channel.writeAndFlush(buffer.retain(), channel.voidPromise());
        }
    }

    private void writeDigits(int at, long value) {
        long rest = value;
        for (int i = at + RequestTemplate.MARK.length() - 1; i >= at; i--) {
            buffer.setByte(i, '0' + (int) (rest % 10));
            rest /= 10;
        }
    }

    void close() {
        if (channel != null) {
            ClientLoop.closeQuietly(channel);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        buffer = Unpooled.directBuffer(MAX_REQUEST, MAX_REQUEST);
        listener.ready(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        int length = ((ByteBuf) message).readableBytes();
        byte[] bytes = scratch.take((ByteBuf) message);
        marks.scan(bytes, length, found);
        int status = responses.read(bytes, length);
        if (status > 0) {
            listener.response(this, status, System.nanoTime());
        }
    }

    private void found(long nanos) {
        seen = nanos;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        // The last handler: nobody else wants to know.
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        channel = null;
        buffer.release();
        listener.broken(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close();
    }
}
