package org.operationsgateway.gateway.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The frames that one event loop is writing, each outside the heap once, however many streams of the loop it goes to.
 *
 * <p>Around each is what makes it a chunk of a response in HTTP/1.1, so that nothing is left to be put together for each
 * stream. What is kept is bounded, and is no more than a shortcut: a frame that has been dropped is copied again.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-7.1">RFC 9112, Chunked transfer coding</a>
 */
final class SharedFrames {

    private static final int MOST = 16;
    private static final int MOST_BYTES = 1024 * 1024;
    private static final int CRLF = '\r' << 8 | '\n';

    private static final FastThreadLocal<SharedFrames> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected SharedFrames initialValue() {
            return new SharedFrames();
        }

        @Override
        protected void onRemoval(SharedFrames frames) {
            frames.clear();
        }
    };

    private final Deque<Shared> latestFirst = new ArrayDeque<>(MOST);
    private int bytes;

    private SharedFrames() {}

    /** Those of the event loop that this is called on. */
    static SharedFrames ofThisLoop() {
        return OF_LOOP.get();
    }

    /** The frame as a chunk; the caller releases it. */
    ByteBuf chunk(byte[] frame, ByteBufAllocator allocator) {
        return find(frame, allocator).chunk.retainedDuplicate();
    }

    /** The frame alone; the caller releases it. */
    ByteBuf plain(byte[] frame, ByteBufAllocator allocator) {
        Shared shared = find(frame, allocator);
        return shared.chunk.retainedSlice(shared.start, frame.length);
    }

    @SuppressWarnings("ReferenceEquality") // A frame is never changed, and made once for all its streams.
    private Shared find(byte[] frame, ByteBufAllocator allocator) {
        for (Shared shared : latestFirst) {
            if (shared.frame == frame) {
                return shared;
            }
        }
        Shared added = new Shared(frame, allocator);
        while (!latestFirst.isEmpty() && (latestFirst.size() == MOST || bytes + frame.length > MOST_BYTES)) {
            drop(latestFirst.removeLast());
        }
        latestFirst.addFirst(added);
        bytes += frame.length;
        return added;
    }

    private void drop(Shared shared) {
        bytes -= shared.frame.length;
        shared.chunk.release();
    }

    private void clear() {
        latestFirst.forEach(this::drop);
        latestFirst.clear();
    }

    private static final class Shared {

        final byte[] frame;
        final ByteBuf chunk;
        final int start;

        Shared(byte[] frame, ByteBufAllocator allocator) {
            byte[] size = Integer.toHexString(frame.length).getBytes(US_ASCII);
            this.frame = frame;
            this.start = size.length + 2;
            this.chunk = allocator.directBuffer(start + frame.length + 2);
            chunk.writeBytes(size).writeShort(CRLF).writeBytes(frame).writeShort(CRLF);
        }
    }
}
