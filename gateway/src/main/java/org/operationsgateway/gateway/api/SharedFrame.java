package org.operationsgateway.gateway.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * A frame outside the heap, with what makes it a chunk of a response in HTTP/1.1 around it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, Chunked transfer coding</a>
 */
final class SharedFrame {

    private static final int CRLF = '\r' << 8 | '\n';

    private final byte[] frame;
    private final ByteBuf chunk;
    private final int start;

    SharedFrame(byte[] frame, ByteBufAllocator allocator) {
        byte[] size = Integer.toHexString(frame.length).getBytes(US_ASCII);
        this.frame = frame;
        this.start = size.length + 2;
        this.chunk = allocator.directBuffer(start + frame.length + 2);
        chunk.writeBytes(size).writeShort(CRLF).writeBytes(frame).writeShort(CRLF);
    }

    @SuppressWarnings("ReferenceEquality") // A frame is never changed, and made once for all its streams.
    boolean isOf(byte[] other) {
        return frame == other;
    }

    int length() {
        return frame.length;
    }

    /** As a chunk; the caller releases it. */
    ByteBuf chunk() {
        return chunk.retainedDuplicate();
    }

    /** Alone; the caller releases it. */
    ByteBuf plain() {
        return chunk.retainedSlice(start, frame.length);
    }

    /** Whether somebody has one of these and has not released it. */
    boolean isInUse() {
        return chunk.refCnt() > 1;
    }

    void release() {
        chunk.release();
    }
}
