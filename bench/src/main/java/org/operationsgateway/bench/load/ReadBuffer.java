package org.operationsgateway.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;

/**
 * The one buffer that every connection of an event loop reads into, one after the other: whoever is given it reads all of
 * it at once, and keeps nothing. So a read allocates nothing.
 */
final class ReadBuffer extends DefaultMaxMessagesRecvByteBufAllocator {

    static final int SIZE = 64 * 1024;

    private final ByteBuf buffer = Unpooled.directBuffer(SIZE, SIZE);
    private final byte[] bytes = new byte[SIZE];

    /** Copies what was read out of native memory, and gives the buffer back. */
    byte[] take(ByteBuf read) {
        read.getBytes(read.readerIndex(), bytes, 0, read.readableBytes());
        read.release();
        return bytes;
    }

    void release() {
        buffer.release();
    }

    @Override
    @SuppressWarnings("deprecation") // The interface asks for it.
    public RecvByteBufAllocator.Handle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public ByteBuf allocate(ByteBufAllocator allocator) {
                return buffer.clear().retain();
            }

            @Override
            public int guess() {
                return SIZE;
            }
        };
    }
}
