package org.operationsgateway.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** One connection that carries a stream: asks for it, then scans what comes. Used on its loop only. */
final class StreamConnection extends ChannelInboundHandlerAdapter {

    /** Is told what happens to subscriptions. */
    interface Listener {

        /** The server has answered; with 0 if it ended the connection instead. */
        void answered(StreamConnection subscription, int status);

        /** A message has arrived. */
        void message(int index, long mark, long now);

        /** The connection has ended. */
        void closed(StreamConnection subscription);
    }

    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private final int index;
    private final byte[] request;
    private final ReadBuffer scratch;
    private final Listener listener;
    private final TimestampScanner marks = new TimestampScanner();
    private final TimestampScanner.Found found = this::found;
    private final @Nullable EventIdScanner ids;
    private @Nullable Channel channel;
    private boolean answered;
    private long now;

    /**
     * Not connected yet.
     *
     * @param ids remembers where to resume; null if nobody will ask
     */
    StreamConnection(int index, byte[] request, ReadBuffer scratch, @Nullable EventIdScanner ids, Listener listener) {
        this.index = index;
        this.request = request;
        this.scratch = scratch;
        this.ids = ids;
        this.listener = listener;
    }

    int index() {
        return index;
    }

    @Nullable
    String lastEventId() {
        return ids == null ? null : ids.last();
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
        byte[] bytes = scratch.take((ByteBuf) message);
        now = System.nanoTime();
        if (!answered) {
            answered = true;
            listener.answered(this, status(bytes, length));
        }
        marks.scan(bytes, length, found);
        if (ids != null) {
            ids.scan(bytes, length);
        }
    }

    private void found(long mark) {
        listener.message(index, mark, now);
    }

    /** A status line comes in one piece: nothing precedes it, and no server sends half of one. */
    private static int status(byte[] bytes, int length) {
        return length < STATUS_AT + 3 ? 0 : Integer.parseInt(new String(bytes, STATUS_AT, 3, US_ASCII));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        // The last handler: nobody else wants to know.
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        channel = null;
        if (!answered) {
            answered = true;
            listener.answered(this, 0);
        }
        listener.closed(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close();
    }
}
