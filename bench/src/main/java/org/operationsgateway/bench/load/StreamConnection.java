package org.operationsgateway.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** A connection that requests a stream and scans its bytes. Confined to its event loop. */
final class StreamConnection extends ChannelInboundHandlerAdapter {

    /** A listener for the events of streams. */
    interface Listener {

        /** Handles the status of a response; 0 if the connection ended without one. */
        void onResponse(StreamConnection stream, int status);

        /** Handles a message. */
        void onMessage(int index, long timestamp, long now);

        /** Handles the end of a connection. */
        void onClosed(StreamConnection stream);
    }

    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final int index;
    private final byte[] request;
    private final ReadBuffer readBuffer;
    private final Listener listener;
    private final TimestampScanner timestamps = new TimestampScanner();
    private final TimestampScanner.Listener timestampListener = this::onTimestamp;
    private final @Nullable EventIdScanner ids;
    private @Nullable Channel channel;
    private boolean responded;
    private long readTime;

    /**
     * Creates a stream that is not connected yet.
     *
     * @param ids scans the event ids of the stream; null if the stream is not resumed later
     */
    StreamConnection(
            int index, byte[] request, ReadBuffer readBuffer, @Nullable EventIdScanner ids, Listener listener) {
        this.index = index;
        this.request = request;
        this.readBuffer = readBuffer;
        this.ids = ids;
        this.listener = listener;
    }

    @Nullable
    String lastEventId() {
        return ids == null ? null : ids.lastId();
    }

    void close() {
        if (channel != null) {
            ClientLoop.closeQuietly(channel);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        var unused = context.writeAndFlush(Unpooled.wrappedBuffer(request));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        int length = ((ByteBuf) message).readableBytes();
        byte[] bytes = readBuffer.copyAndRelease((ByteBuf) message);
        readTime = System.nanoTime();
        if (!responded) {
            responded = true;
            listener.onResponse(this, status(bytes, length));
        }
        timestamps.scan(bytes, length, timestampListener);
        if (ids != null) {
            ids.scan(bytes, length);
        }
    }

    private void onTimestamp(long timestamp) {
        listener.onMessage(index, timestamp, readTime);
    }

    /** Returns the status of the first read. Servers send the status line in one piece. */
    private static int status(byte[] bytes, int length) {
        return length < STATUS_AT + 3 ? 0 : Integer.parseInt(new String(bytes, STATUS_AT, 3, US_ASCII));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        // The last handler of the pipeline.
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        channel = null;
        if (!responded) {
            responded = true;
            listener.onResponse(this, 0);
        }
        listener.onClosed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close();
    }
}
