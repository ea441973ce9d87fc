package org.operationsgateway.gateway.stream.response;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * A frame in direct memory, inside an HTTP/1.1 chunk. Not thread-safe.
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

    @SuppressWarnings("ReferenceEquality") // A frame is immutable and encoded once for all its streams.
    boolean isOf(byte[] other) {
        return frame == other;
    }

    int length() {
        return frame.length;
    }

    /** Returns the frame as a chunk; the caller releases it. */
    ByteBuf chunk() {
        return chunk.retainedDuplicate();
    }

    /** Returns the frame without the chunk around it; the caller releases it. */
    ByteBuf plain() {
        return chunk.retainedSlice(start, frame.length);
    }

    /** Returns whether a returned buffer has not been released yet. */
    boolean isInUse() {
        return chunk.refCnt() > 1;
    }

    void release() {
        chunk.release();
    }
}
