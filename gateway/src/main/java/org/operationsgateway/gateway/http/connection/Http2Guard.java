package org.operationsgateway.gateway.http.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http2.Http2Error;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines and the limits of one HTTP/2 connection. Confined to its event loop.
 *
 * <p>The frames are counted before the codec reads them. What the codec itself refuses is counted, too.
 */
final class Http2Guard {

    private static final int GOAWAY_BYTES = 8;

    private final Channel channel;
    private final FrameLimits limits;
    private final Http2FrameScanner frames;
    private final Http2Streams streams;
    private long completed;

    /** Creates a guard; {@code read} is the number of bytes of the preface that were read before. */
    Http2Guard(Channel channel, int read, PeerProperties properties, RejectedConnections rejected) {
        this.channel = channel;
        this.streams = new Http2Streams(reason -> rejected.reject(channel.remoteAddress(), reason));
        this.limits = new FrameLimits(properties, streams::isAnswered, System.nanoTime());
        this.frames = new Http2FrameScanner(read, limits);
    }

    /** Scans the readable bytes, which stay readable; returns the reason to reject them, or null. */
    @Nullable
    RejectionReason scan(ByteBuf bytes) {
        return frames.scan(bytes, System.nanoTime());
    }

    /** Handles the end of a read: the codec has decoded the bytes. */
    void decoded() {
        streams.attachTo(channel.pipeline());
        if (frames.pollSettings()) {
            streams.limitHeaderTable();
        }
    }

    /** Returns whether a unit was completed since the last call. */
    boolean pollProgress() {
        boolean progress = frames.completed() != completed;
        completed = frames.completed();
        return progress;
    }

    /** Returns whether a frame or the headers of a request have begun and are not complete. */
    boolean isIncomplete() {
        return frames.isIncomplete();
    }

    /** Returns the size of the headers that are not complete, as announced; 0 if there are none. */
    int headersBytes() {
        return frames.headersBytes();
    }

    /** Returns the reason to reject what is incomplete for too long. */
    RejectionReason late() {
        return frames.isInHeaders() ? RejectionReason.LATE_HEAD : RejectionReason.LATE_BODY;
    }

    /** Returns the time for which the connection may stay without a stream; the whole time if it has one. */
    long nanosLeft(Duration idleTimeout, long now) {
        long left = idleTimeout.toNanos();
        return streams.hasOpen() ? left : left - (now - streams.idleSince());
    }

    /** Returns a GOAWAY frame with the error ENHANCE_YOUR_CALM. */
    ByteBuf goAway() {
        return Unpooled.buffer(FrameHeader.BYTES + GOAWAY_BYTES)
                .writeMedium(GOAWAY_BYTES)
                .writeByte(FrameHeader.GOAWAY)
                .writeByte(0)
                .writeInt(0)
                .writeInt(limits.lastStream())
                .writeInt((int) Http2Error.ENHANCE_YOUR_CALM.code());
    }
}
