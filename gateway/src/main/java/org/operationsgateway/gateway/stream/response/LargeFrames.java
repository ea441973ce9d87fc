package org.operationsgateway.gateway.stream.response;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.memory.PermitQueue;
import org.operationsgateway.gateway.stream.FrameSink.Recency;

/**
 * The large frames that one event loop is writing, each in direct memory once and together within a byte budget, with
 * the small ones that slow clients are still receiving.
 *
 * <p>A frame stays in memory until the slowest of its clients has received it. Streams at the same frame share it. When
 * the budget is used up, streams at other frames pause until a frame is released. While some are paused, readers that
 * have received nothing for some seconds are disconnected, on all event loops: so readers that stop do not hold up the
 * others. Confined to its event loop.
 */
final class LargeFrames {

    /** The size from which a frame is large. */
    static final int LARGE_BYTES = 64 * 1024;

    private static final long RETRY_MILLIS = 50;
    private static final long CHECK_SECONDS = 1;

    /** A connection on which a large frame is being written. */
    interface Reader {

        /** Returns whether all large frames have been written. */
        boolean isWritable();

        /** Returns a number that changes when bytes have been written. */
        long progress();

        /** Closes the connection, which releases its frames. The client reconnects and resumes. */
        void disconnect();
    }

    /**
     * The latest observed progress of a reader.
     *
     * @param nanos the time of the first observation of this progress
     */
    private record Progress(long progress, long nanos) {}

    private final List<SharedFrame> frames = new ArrayList<>();
    private final Map<Reader, Progress> readers = new HashMap<>();
    private final LongSupplier nanoClock;
    private Queue<Runnable> pendingRetries = new ArrayDeque<>();
    private final FrameMemory shared;
    private final PermitQueue memory;
    private boolean checkScheduled;

    /**
     * Creates an empty set.
     *
     * @param shared the memory for the frames of all event loops; replayed frames use at most half of it, so that live
     *     frames have a reserve
     * @param nanoClock the time, as {@link System#nanoTime}
     */
    LargeFrames(FrameMemory shared, LongSupplier nanoClock) {
        this.shared = shared;
        this.memory = shared.share();
        this.nanoClock = nanoClock;
    }

    /** Returns whether a frame is in memory or fits into the budget; a single frame fits whatever its size. */
    boolean accepts(byte[] frame, Recency recency) {
        if (find(frame) != null) {
            return true;
        }
        releaseUnused();
        long limit = recency == Recency.LIVE ? memory.limit() : memory.limit() / 2;
        return frames.isEmpty() || memory.acquired() + frame.length <= limit;
    }

    /** Returns the frame, copied into direct memory on first use. */
    SharedFrame get(byte[] frame, ByteBufAllocator allocator) {
        SharedFrame found = find(frame);
        if (found != null) {
            return found;
        }
        releaseUnused();
        SharedFrame added = new SharedFrame(frame, allocator);
        add(added);
        return added;
    }

    /** Returns whether there is memory for a small frame. */
    boolean acceptsSmall() {
        return memory.acquired() <= memory.limit();
    }

    /** Adds a frame that is no longer shared with further streams, but still being written. */
    void add(SharedFrame frame) {
        frames.addLast(frame);
        memory.force(frame.length());
    }

    /** Adds a reader, to which frames are being written. */
    void reading(Reader reader) {
        readers.put(reader, new Progress(reader.progress(), nanoClock.getAsLong()));
    }

    /** Disconnects, on its event loop, the readers that make no progress for too long, until there are none. */
    @SuppressWarnings("FutureReturnValueIgnored") // The timer ends with its event loop.
    void watchReaders(EventExecutor loop) {
        if (!checkScheduled) {
            checkScheduled = true;
            loop.schedule(() -> checkReaders(loop), CHECK_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void checkReaders(EventExecutor loop) {
        checkScheduled = false;
        disconnectStalled();
        releaseUnused();
        if (!readers.isEmpty() || !frames.isEmpty()) {
            watchReaders(loop);
        }
    }

    /** Removes a reader that has received its frames, or is disconnected. */
    void finished(Reader reader) {
        readers.remove(reader);
    }

    private @Nullable SharedFrame find(byte[] frame) {
        // Most lookups are for the latest frame.
        for (int i = frames.size() - 1; i >= 0; i--) {
            if (frames.get(i).isOf(frame)) {
                return frames.get(i);
            }
        }
        return null;
    }

    void releaseUnused() {
        frames.removeIf(frame -> {
            if (frame.isInUse()) {
                return false;
            }
            memory.release(frame.length());
            frame.release();
            return true;
        });
    }

    /** Schedules a retry on the event loop, when memory may be available. */
    @SuppressWarnings("FutureReturnValueIgnored") // The task ends with its event loop.
    void awaitMemory(EventExecutor loop, Runnable retry) {
        shared.contended(nanoClock.getAsLong());
        if (pendingRetries.isEmpty()) {
            loop.schedule(this::retryAll, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
        pendingRetries.add(retry);
    }

    /** Disconnects the readers that stall, and runs the pending retries. */
    void retryAll() {
        disconnectStalled();
        Queue<Runnable> retries = pendingRetries;
        pendingRetries = new ArrayDeque<>();
        retries.forEach(Runnable::run);
    }

    private void disconnectStalled() {
        long now = nanoClock.getAsLong();
        long limitNanos = shared.stallNanos(now);
        readers.keySet().removeIf(Reader::isWritable);
        readers.replaceAll((reader, last) -> {
            long progress = reader.progress();
            return progress == last.progress() ? last : new Progress(progress, now);
        });
        List<Reader> stalled = readers.entrySet().stream()
                .filter(reader -> now - reader.getValue().nanos() > limitNanos)
                .map(Map.Entry::getKey)
                .toList();
        // Disconnecting removes the reader.
        stalled.forEach(Reader::disconnect);
    }

    void clear() {
        frames.forEach(frame -> memory.release(frame.length()));
        frames.forEach(SharedFrame::release);
        frames.clear();
    }
}
