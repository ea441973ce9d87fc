package org.operationsgateway.gateway.api;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import org.operationsgateway.gateway.watch.FrameSink;
import reactor.core.publisher.MonoSink;
import reactor.netty.NettyPipeline;

/**
 * One stream's way out: writes shared frames straight to its channel, without a copy and without a queue of its own.
 *
 * <p>The channel's own outbound buffer is all that a slow reader can fill. Above its high-water mark this sink is not
 * writable, and below the low one the stream goes on.
 */
final class ChannelSink extends ChannelInboundHandlerAdapter implements FrameSink {

    private final Channel channel;
    private final MonoSink<Void> end;
    private Runnable resume = () -> {};

    ChannelSink(Channel channel, MonoSink<Void> end) {
        this.channel = channel;
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
    @SuppressWarnings("FutureReturnValueIgnored") // A write that fails closes the channel, and that ends the stream.
    public void write(byte[] frame) {
        channel.write(new DefaultHttpContent(Unpooled.wrappedBuffer(frame)), channel.voidPromise());
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
