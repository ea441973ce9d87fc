package org.operationsgateway.gateway.stream.response;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.stream.FrameSink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.MonoSink;
import reactor.netty.NettyPipeline;

/**
 * A sink that writes shared frames to a channel, without a copy and without a queue of its own.
 *
 * <p>The outbound buffer of the channel is the only buffer of a slow client. The sink is not writable above the
 * high-water mark of that buffer, and resumes the stream below the low-water mark. Confined to the event loop of the
 * channel.
 */
final class ChannelSink extends ChannelInboundHandlerAdapter implements FrameSink, LargeFrames.Reader {

    private static final Logger log = LoggerFactory.getLogger(ChannelSink.class);

    private static final int SLICE_BYTES = 64 * 1024;

    private final Channel channel;
    private final @Nullable ChannelHandlerContext encoder;
    private final MonoSink<Void> completion;
    private final SharedFrames frames;
    /** Null without TLS and for HTTP/2, whose flow control keeps what the channel does not accept. */
    private final @Nullable UnencryptedFrames unencrypted;

    private Runnable resume = () -> {};
    private boolean awaitsMemory;
    private boolean completed;

    /**
     * Creates a sink; called on the event loop, after the response headers have been written.
     *
     * @param chunked whether the response has HTTP/1.1 chunked transfer coding
     */
    ChannelSink(Channel channel, boolean chunked, FrameMemory memory, MonoSink<Void> completion) {
        this.frames = SharedFrames.ofCurrentLoop(memory);
        this.channel = channel;
        this.encoder = chunked ? channel.pipeline().context(HttpServerCodec.class) : null;
        this.unencrypted = channel.pipeline().get(SslHandler.class) == null
                ? null
                : new UnencryptedFrames(channel, this::writeBytes);
        this.completion = completion;
    }

    /** Adds the sink to the pipeline. */
    void attach() {
        channel.pipeline().addBefore(NettyPipeline.ReactiveBridge, null, this);
    }

    /** Removes the sink from the pipeline, which the next request on the channel uses. */
    void detach() {
        if (channel.pipeline().context(this) != null) {
            channel.pipeline().remove(this);
        }
    }

    /** Sets the action to run whenever the channel becomes writable. */
    void onWritable(Runnable action) {
        resume = action;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (unencrypted != null && channel.isWritable()) {
            unencrypted.write();
            channel.flush();
        }
        if (isWritable()) {
            frames.finished(this);
            if (completed) {
                completion.success();
            } else {
                resume.run();
            }
        } else {
            frames.reading(this, channel.eventLoop());
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        frames.finished(this);
        if (unencrypted != null) {
            unencrypted.release();
        }
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable() && (unencrypted == null || unencrypted.isEmpty());
    }

    @Override
    public boolean accepts(byte[] frame, Recency recency) {
        if (frames.accepts(frame, recency)) {
            return true;
        }
        if (!awaitsMemory) {
            awaitsMemory = true;
            frames.awaitMemory(channel.eventLoop(), this::memoryAvailable);
        }
        return false;
    }

    private void memoryAvailable() {
        awaitsMemory = false;
        if (channel.isActive()) {
            resume.run();
        }
    }

    @Override
    public void write(byte[] frame) {
        if (frame.length == 0) {
            // An empty chunk would end the response.
            return;
        }
        ByteBuf bytes = encoder == null ? frames.plain(frame, channel.alloc()) : frames.chunk(frame, channel.alloc());
        if (unencrypted == null) {
            writeBytes(bytes);
        } else {
            unencrypted.add(bytes);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A failed write closes the channel, which ends the stream.
    private void writeBytes(ByteBuf bytes) {
        if (encoder == null) {
            writeSlices(bytes);
        } else {
            // The frame is a chunk already, so it bypasses the encoder that would frame it again.
            encoder.write(bytes, channel.voidPromise());
        }
    }

    /** Writes a frame in parts, whose ends are the progress of a client of HTTP/2. */
    @SuppressWarnings("FutureReturnValueIgnored") // A failed write closes the channel, which ends the stream.
    private void writeSlices(ByteBuf frame) {
        while (frame.readableBytes() > SLICE_BYTES) {
            channel.write(new DefaultHttpContent(frame.readRetainedSlice(SLICE_BYTES)), channel.voidPromise());
        }
        channel.write(new DefaultHttpContent(frame), channel.voidPromise());
    }

    /** Returns the written bytes minus the pending ones. For HTTP/2, only the pending ones are known. */
    @Override
    public long progress() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null
                ? -channel.bytesBeforeWritable()
                : buffer.currentProgress() - buffer.totalPendingWriteBytes();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Nothing follows.
    public void disconnect() {
        log.debug("Disconnecting a client that receives nothing, while others need the memory of its frame");
        channel.close();
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public void complete() {
        channel.flush();
        completed = unencrypted != null && !unencrypted.isEmpty();
        if (!completed) {
            completion.success();
        }
    }
}
