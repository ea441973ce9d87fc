package org.operationsgateway.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.bench.request.RequestTemplate;

/**
 * A connection that sends one request at a time. Confined to its event loop.
 *
 * <p>All requests are written to the same buffer: when a response arrives, its request has been sent completely.
 */
final class RequestConnection extends ChannelInboundHandlerAdapter {

    /** A listener for the events of connections. */
    interface Listener {

        /** Handles an opened connection. */
        void onConnected(RequestConnection connection);

        /** Handles a complete response. */
        void onResponse(RequestConnection connection, int status, long now);

        /** Handles a connection that failed or was closed. */
        void onClosed(RequestConnection connection);
    }

    private static final int MAX_REQUEST_BYTES = 4096;

    private final ReadBuffer readBuffer;
    private final Listener listener;
    private final ResponseReader responses = new ResponseReader();
    private final TimestampScanner timestamps = new TimestampScanner();
    private final TimestampScanner.Listener timestampListener = this::onTimestamp;
    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
    private @Nullable Channel channel;

    /** The id of the request in flight, set by the listener. */
    int requestId;

    /** The due time of the request in flight; 0 if there is none. */
    long due;

    /** The last timestamp in a response. */
    long lastTimestamp;

    RequestConnection(ReadBuffer readBuffer, Listener listener) {
        this.readBuffer = readBuffer;
        this.listener = listener;
    }

    /** Sends a request. No other request may be in flight. */
    void send(RequestTemplate template, long dueNanos) {
        due = dueNanos;
        buffer.clear().writeBytes(template.bytes());
        if (template.timestampAt() >= 0) {
            setDigits(template.timestampAt(), dueNanos);
        }
        if (channel != null) {
            var unused = channel.writeAndFlush(buffer.retain(), channel.voidPromise());
        }
    }

    private void setDigits(int at, long value) {
        long rest = value;
        for (int i = at + RequestTemplate.TIMESTAMP.length() - 1; i >= at; i--) {
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
        buffer = Unpooled.directBuffer(MAX_REQUEST_BYTES, MAX_REQUEST_BYTES);
        listener.onConnected(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        int length = ((ByteBuf) message).readableBytes();
        byte[] bytes = readBuffer.copyAndRelease((ByteBuf) message);
        timestamps.scan(bytes, length, timestampListener);
        int status = responses.read(bytes, length);
        if (status > 0) {
            listener.onResponse(this, status, System.nanoTime());
        }
    }

    private void onTimestamp(long nanos) {
        lastTimestamp = nanos;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        // The last handler of the pipeline.
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        channel = null;
        buffer.release();
        listener.onClosed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close();
    }
}
