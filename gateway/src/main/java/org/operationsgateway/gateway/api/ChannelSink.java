package org.operationsgateway.gateway.api;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpServerCodec;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.watch.FrameSink;
import reactor.core.publisher.MonoSink;
import reactor.netty.NettyPipeline;

/**
 * One stream's way out: writes shared frames straight to its channel, without a copy of its own and without a queue.
 *
 * <p>The channel's own outbound buffer is all that a slow reader can fill. Above its high-water mark this sink is not
 * writable, and below the low one the stream goes on.
 */
final class ChannelSink extends ChannelInboundHandlerAdapter implements FrameSink {

    private final Channel channel;
    private final @Nullable ChannelHandlerContext encoder;
    private final MonoSink<Void> end;
    private final SharedFrames frames = SharedFrames.ofThisLoop();
    private Runnable resume = () -> {};
    private boolean waiting;

    /**
     * Writes to a channel; called on its event loop, after the head of the response has been written.
     *
     * @param chunked whether the response is in chunks of HTTP/1.1
     */
    ChannelSink(Channel channel, boolean chunked, MonoSink<Void> end) {
        this.channel = channel;
        this.encoder = chunked ? channel.pipeline().context(HttpServerCodec.class) : null;
        this.end = end;
    }

    /** Starts to listen to the channel; called on its event loop. */
    void attach() {
        channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, null, this);
    }

    /** Leaves the channel as it was, for the next request on it. */
    void detach() {
        if (channel.pipeline().context(this) != null) {
            channel.pipeline().remove(this);
        }
    }

    /** What to do whenever the channel takes more again. */
    void onWritable(Runnable action) {
        resume = action;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (channel.isWritable()) {
            resume.run();
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public boolean accepts(byte[] frame, Recency recency) {
        if (frames.accepts(frame, recency)) {
            return true;
        }
        if (!waiting) {
            waiting = true;
            frames.await(channel.eventLoop(), this::retry);
        }
        return false;
    }

    private void retry() {
        waiting = false;
        if (channel.isActive()) {
            resume.run();
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the channel, and that ends the stream.
    public void write(byte[] frame) {
        if (frame.length == 0) {
            // As a chunk it would be the end of the response.
            return;
        }
        if (encoder == null) {
            channel.write(new DefaultHttpContent(frames.plain(frame, channel.alloc())), channel.voidPromise());
        } else {
            // It is a chunk already, so it goes beneath the one who would make it one.
            encoder.write(frames.chunk(frame, channel.alloc()), channel.voidPromise());
        }
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public void complete() {
        channel.flush();
        end.success();
    }
}
