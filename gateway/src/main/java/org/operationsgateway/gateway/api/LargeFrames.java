package org.operationsgateway.gateway.api;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.internal.PlatformDependent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.watch.FrameSink.Recency;

/**
 * The large frames that one event loop is writing: each in memory once, and no more of them than a budget allows.
 *
 * <p>A slow reader keeps the frame it is at until it has read all of it. Readers that are at the same frame share it; when
 * there are too many that are at different ones, the others wait until some have finished.
 */
final class LargeFrames {

    /** From how many bytes a frame is large. */
    static final int LARGE = 64 * 1024;

    private static final long LOOK_MILLIS = 50;

    private final List<SharedFrame> frames = new ArrayList<>();
    private Queue<Runnable> waiting = new ArrayDeque<>();
    private final long budget;
    private long bytes;

    /**
     * None yet.
     *
     * @param budget how many bytes they may have together; half of it is for those who keep up
     */
    LargeFrames(long budget) {
        this.budget = budget;
    }

    /** Of each event loop, a twelfth of the memory outside the heap. */
    static LargeFrames ofThisLoop() {
        return new LargeFrames(PlatformDependent.maxDirectMemory() / 12);
    }

    /** Whether the frame may be {@linkplain #get had}. */
    boolean accepts(byte[] frame, Recency recency) {
        if (find(frame) != null) {
            return true;
        }
        dropUnused();
        // One there must be room for, whatever its size.
        return frames.isEmpty() || bytes + frame.length <= (recency == Recency.LIVE ? budget : budget / 2);
    }

    /** The frame, in memory now if it wasn't. */
    SharedFrame get(byte[] frame, ByteBufAllocator allocator) {
        SharedFrame found = find(frame);
        if (found != null) {
            return found;
        }
        dropUnused();
        SharedFrame added = new SharedFrame(frame, allocator);
        frames.addLast(added);
        bytes += frame.length;
        return added;
    }

    private @Nullable SharedFrame find(byte[] frame) {
        // Most are about the latest.
        for (int i = frames.size() - 1; i >= 0; i--) {
            if (frames.get(i).isOf(frame)) {
                return frames.get(i);
            }
        }
        return null;
    }

    private void dropUnused() {
        frames.removeIf(frame -> {
            if (frame.isInUse()) {
                return false;
            }
            bytes -= frame.length();
            frame.release();
            return true;
        });
    }

    /** Has something done when there may be room again. */
    @SuppressWarnings("FutureReturnValueIgnored") // It is over with its event loop.
    void await(EventExecutor loop, Runnable retry) {
        if (waiting.isEmpty()) {
            loop.schedule(this::retryAll, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        waiting.add(retry);
    }

    private void retryAll() {
        Queue<Runnable> retries = waiting;
        waiting = new ArrayDeque<>();
        retries.forEach(Runnable::run);
    }

    void clear() {
        frames.forEach(SharedFrame::release);
        frames.clear();
    }
}
