package org.operationsgateway.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;

/**
 * A read buffer shared by all connections of one event loop, so that a read allocates nothing. Confined to the loop.
 *
 * <p>A handler processes the bytes of a read before it returns, and keeps no reference to them.
 */
final class ReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {

    static final int SIZE_BYTES = 64 * 1024;

    private final ByteBuf buffer = Unpooled.directBuffer(SIZE_BYTES, SIZE_BYTES);
    private final byte[] bytes = new byte[SIZE_BYTES];

    /** Copies a read into a heap array, and releases it. The next call overwrites the array. */
    byte[] copyAndRelease(ByteBuf read) {
        read.getBytes(read.readerIndex(), bytes, 0, read.readableBytes());
        read.release();
        return bytes;
    }

    void release() {
        buffer.release();
    }

    @Override
    @SuppressWarnings("deprecation") // Required by the interface.
    public RecvByteBufAllocator.Handle newHandle() {
        return new MaxMessageHandle() {

            @Override
            public ByteBuf allocate(ByteBufAllocator allocator) {
                return buffer.clear().retain();
            }

            @Override
            public int guess() {
                return SIZE_BYTES;
            }
        };
    }
}
