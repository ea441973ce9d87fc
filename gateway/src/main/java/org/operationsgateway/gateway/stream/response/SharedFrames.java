package org.operationsgateway.gateway.stream.response;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.Deque;
import org.operationsgateway.gateway.stream.FrameSink.Recency;

/**
 * The frames that one event loop is writing, each in direct memory once for all streams of the loop.
 *
 * <p>Small frames form a cache bounded by number and bytes; an evicted frame is copied again when needed. Large frames
 * are counted until their last stream has released them. Confined to its event loop.
 */
final class SharedFrames {

    private static final int MAX_FRAMES = 16;
    private static final int MAX_BYTES = 1024 * 1024;

    private static final FastThreadLocal<SharedFrames> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected void onRemoval(SharedFrames frames) {
            frames.clear();
        }
    };

    private final Deque<SharedFrame> latestFirst = new ArrayDeque<>(MAX_FRAMES);
    private final LargeFrames large;
    private int bytes;

    private SharedFrames(FrameMemory memory) {
        large = new LargeFrames(memory, System::nanoTime);
    }

    /** Returns the frames of the event loop that calls this method. */
    static SharedFrames ofCurrentLoop(FrameMemory memory) {
        SharedFrames frames = OF_LOOP.getIfExists();
        if (frames == null) {
            frames = new SharedFrames(memory);
            OF_LOOP.set(frames);
        }
        return frames;
    }

    /** Returns whether there is memory for a frame. */
    boolean accepts(byte[] frame, Recency recency) {
        return frame.length < LargeFrames.LARGE_BYTES ? large.acceptsSmall() : large.accepts(frame, recency);
    }

    /** Schedules a retry on this event loop, when there may be memory for a frame that was not accepted. */
    void awaitMemory(EventExecutor loop, Runnable retry) {
        large.awaitMemory(loop, retry);
    }

    /** Adds a reader that has not received its frames yet, and watches its progress. */
    void reading(LargeFrames.Reader reader, EventExecutor loop) {
        large.reading(reader);
        large.watchReaders(loop);
    }

    /** Removes a reader that has received its frames, or is disconnected. */
    void finished(LargeFrames.Reader reader) {
        large.finished(reader);
    }

    /** Returns the frame as a chunk; the caller releases it. */
    ByteBuf chunk(byte[] frame, ByteBufAllocator allocator) {
        return get(frame, allocator).chunk();
    }

    /** Returns the frame without the chunk around it; the caller releases it. */
    ByteBuf plain(byte[] frame, ByteBufAllocator allocator) {
        return get(frame, allocator).plain();
    }

    private SharedFrame get(byte[] frame, ByteBufAllocator allocator) {
        return frame.length < LargeFrames.LARGE_BYTES ? small(frame, allocator) : large.get(frame, allocator);
    }

    private SharedFrame small(byte[] frame, ByteBufAllocator allocator) {
        for (SharedFrame shared : latestFirst) {
            if (shared.isOf(frame)) {
                return shared;
            }
        }
        SharedFrame added = new SharedFrame(frame, allocator);
        while (!latestFirst.isEmpty() && (latestFirst.size() == MAX_FRAMES || bytes + frame.length > MAX_BYTES)) {
            evict(latestFirst.removeLast());
        }
        latestFirst.addFirst(added);
        bytes += frame.length;
        return added;
    }

    /** Counts a frame that is evicted while slow clients are receiving it. */
    private void evict(SharedFrame shared) {
        bytes -= shared.length();
        if (shared.isInUse()) {
            large.releaseUnused();
            large.add(shared);
        } else {
            shared.release();
        }
    }

    private void clear() {
        latestFirst.forEach(SharedFrame::release);
        latestFirst.clear();
        large.clear();
    }
}
