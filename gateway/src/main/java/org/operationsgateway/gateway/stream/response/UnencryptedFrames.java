package org.operationsgateway.gateway.stream.response;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * The frames of one stream over TLS that are not encrypted yet.
 *
 * <p>An encrypted copy of a frame belongs to one client. So a frame is encrypted in slices, each when the channel is
 * writable, and until then all clients share its bytes. Confined to the event loop of the channel.
 */
final class UnencryptedFrames {

    private static final int SLICE_BYTES = 16 * 1024;

    private final Queue<ByteBuf> pending = new ArrayDeque<>(1);
    private final Channel channel;
    private final Consumer<ByteBuf> output;

    /**
     * Creates an empty queue.
     *
     * @param output writes a slice to the channel, and releases it
     */
    UnencryptedFrames(Channel channel, Consumer<ByteBuf> output) {
        this.channel = channel;
        this.output = output;
    }

    /** Adds a frame, and writes as much as the channel accepts. */
    void add(ByteBuf frame) {
        pending.add(frame);
        write();
    }

    /** Writes as much as the channel accepts. */
    void write() {
        while (!pending.isEmpty() && channel.isWritable()) {
            ByteBuf frame = pending.element();
            output.accept(
                    frame.readableBytes() > SLICE_BYTES ? frame.readRetainedSlice(SLICE_BYTES) : pending.remove());
        }
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** Releases the frames, after the end of the request. */
    void release() {
        pending.forEach(ByteBuf::release);
        pending.clear();
    }
}
