package org.operationsgateway.gateway.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.Deque;
import org.operationsgateway.gateway.watch.FrameSink.Recency;

/**
 * The frames that one event loop is writing, each outside the heap once, however many streams of the loop it goes to.
 *
 * <p>Around each is what makes it a chunk of a response in HTTP/1.1, so that nothing is left to be put together for each
 * stream. What is kept is bounded, and is no more than a shortcut: a frame that has been dropped is copied again. Those that
 * are large are counted until nobody writes them any more.
 */
final class SharedFrames {

    private static final int MOST = 16;
    private static final int MOST_BYTES = 1024 * 1024;

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

    private final Deque<SharedFrame> latestFirst = new ArrayDeque<>(MOST);
    private final LargeFrames large = LargeFrames.ofThisLoop();
    private int bytes;

    private SharedFrames() {}

    /** Those of the event loop that this is called on. */
    static SharedFrames ofThisLoop() {
        return OF_LOOP.get();
    }

    /** Whether there is room for the frame. */
    boolean accepts(byte[] frame, Recency recency) {
        return frame.length < LargeFrames.LARGE || large.accepts(frame, recency);
    }

    /** Has something done, on this event loop, when there may be room for a frame that wasn't accepted. */
    void await(EventExecutor loop, Runnable retry) {
        large.await(loop, retry);
    }

    /** The frame as a chunk; the caller releases it. */
    ByteBuf chunk(byte[] frame, ByteBufAllocator allocator) {
        return get(frame, allocator).chunk();
    }

    /** The frame alone; the caller releases it. */
    ByteBuf plain(byte[] frame, ByteBufAllocator allocator) {
        return get(frame, allocator).plain();
    }

    private SharedFrame get(byte[] frame, ByteBufAllocator allocator) {
        return frame.length < LargeFrames.LARGE ? small(frame, allocator) : large.get(frame, allocator);
    }

    private SharedFrame small(byte[] frame, ByteBufAllocator allocator) {
        for (SharedFrame shared : latestFirst) {
            if (shared.isOf(frame)) {
                return shared;
            }
        }
        SharedFrame added = new SharedFrame(frame, allocator);
        while (!latestFirst.isEmpty() && (latestFirst.size() == MOST || bytes + frame.length > MOST_BYTES)) {
            drop(latestFirst.removeLast());
        }
        latestFirst.addFirst(added);
        bytes += frame.length;
        return added;
    }

    private void drop(SharedFrame shared) {
        bytes -= shared.length();
        shared.release();
    }

    private void clear() {
        latestFirst.forEach(this::drop);
        latestFirst.clear();
        large.clear();
    }
}
