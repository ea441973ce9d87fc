package org.operationsgateway.gateway.watch;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.fanout.EventLoopSubscriber;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionTag;
import org.operationsgateway.gateway.stream.FrameSink;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.operationsgateway.gateway.stream.StreamOptions;
import org.operationsgateway.gateway.stream.StreamOptions.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream of one operation: its position is the number of the last revision that it has written.
 *
 * <p>While its sink is writable it takes the next revision from the topic's ring. When the ring no longer holds that
 * revision, it replays the log in pages, and acquires permits for the bytes of a page before it reads: a slow client
 * delays only its own stream.
 *
 * <p>The revision that a client resumes from is first compared with the ring or the log. If the database has lost it,
 * or the topic restarts because the database has another history, the stream is reset. Confined to its event loop.
 */
final class OperationSubscriber extends EventLoopSubscriber {

    private static final Logger log = LoggerFactory.getLogger(OperationSubscriber.class);
    private static final int MAX_PAGE_REVISIONS = 64;
    /** The byte limit of a page; a single larger revision is still read. */
    private static final int MAX_PAGE_BYTES = 256 * 1024;

    /** The bytes of memory for one byte of a frame while a page is read and encoded. */
    private static final int BYTES_PER_FRAME_BYTE = 2;

    private static final long RETRY_MILLIS = 1000;

    private final Topic topic;
    private final EventExecutor loop;
    private @Nullable Deque<RevisionFrame> replayed;
    private long position;
    private int generation;
    private @Nullable RevisionTag unverified;
    private boolean reading;
    private boolean permitsPending;
    private long permits;
    /** The memory of a page that had to be dropped, because the size of its revisions was not known; else 0. */
    private long droppedBytes;

    OperationSubscriber(
            Topic topic,
            StartPosition start,
            FrameSink sink,
            EventExecutor loop,
            StreamOptions options,
            StreamMetrics metrics) {
        super(sink, options, metrics);
        this.topic = topic;
        this.position = start.number();
        this.generation = start.generation();
        this.unverified = start.unverified();
        this.loop = loop;
    }

    void open() {
        metrics().opened();
        topic.subscribersOn(loop).add(this);
        resume();
    }

    @Override
    protected void release() {
        dropReplayed();
        topic.subscribersOn(loop).remove(this);
        metrics().closed();
    }

    @Override
    protected int deliver() {
        int written = 0;
        // A pending page must follow the position, so nothing is written while the log is read.
        while (!closed() && !reading && sink().isWritable()) {
            RevisionRing ring = topic.ring();
            restartIfReplaced(ring);
            verifyInRing(ring);
            RevisionFrame next = unverified == null ? next(ring) : null;
            byte[] bytes = next == null
                    ? null
                    : next.bytes(options().format(), options().view());
            if (next == null || bytes == null || !sink().accepts(bytes, recency())) {
                break;
            }
            write(bytes);
            position = next.sequence();
            dropWritten();
            written++;
            if (next.terminal()) {
                end();
                return written;
            }
        }
        if (written > 0) {
            sink().flush();
        }
        replayIfBehind();
        return written;
    }

    private void restartIfReplaced(RevisionRing ring) {
        if (ring.generation() != generation) {
            generation = ring.generation();
            unverified = null;
            dropReplayed();
            writeReset(ResumePoint.OTHER_HISTORY, ring.latest() - 1);
        }
    }

    private void verifyInRing(RevisionRing ring) {
        RevisionFrame held = unverified == null ? null : ring.frame(position);
        if (held != null) {
            verify(held.tag(), ring);
        }
    }

    private void verify(RevisionTag logged, RevisionRing ring) {
        boolean lost = !Objects.requireNonNull(unverified).matches(logged);
        unverified = null;
        if (lost) {
            dropReplayed();
            writeReset(ResumePoint.OTHER_HISTORY, ring.latest() - 1);
        }
    }

    private @Nullable RevisionFrame next(RevisionRing ring) {
        RevisionFrame frame = nextReplayed();
        if (frame == null) {
            frame = ring.readable(position + 1);
        }
        boolean conflates = options().delivery() == Delivery.LATEST_STATE && position + 1 < ring.latest();
        RevisionFrame latest = conflates ? ring.readable(ring.latest()) : null;
        return latest == null ? frame : latest;
    }

    private FrameSink.Recency recency() {
        return replayed == null ? FrameSink.Recency.LIVE : FrameSink.Recency.REPLAYED;
    }

    private @Nullable RevisionFrame nextReplayed() {
        Deque<RevisionFrame> frames = replayed;
        while (frames != null && !frames.isEmpty() && frames.getFirst().sequence() <= position) {
            frames.removeFirst();
        }
        if (frames == null || frames.isEmpty()) {
            dropReplayed();
            return null;
        }
        return frames.getFirst();
    }

    /** Drops a page after its last revision, which a client that does not read it would hold. */
    private void dropWritten() {
        if (replayed != null && replayed.getLast().sequence() <= position) {
            dropReplayed();
        }
    }

    private void replayIfBehind() {
        if (permitsPending || !canReplay()) {
            return;
        }
        int revisions = Math.toIntExact(Math.clamp(MAX_PAGE_BYTES / topic.frameBytes(), 1, MAX_PAGE_REVISIONS));
        long bytes = Math.max(droppedBytes, revisions * topic.frameBytes() * BYTES_PER_FRAME_BYTE);
        permitsPending = !topic.replayPermits().acquire(bytes, () -> loop.execute(() -> granted(bytes, revisions)));
        if (!permitsPending) {
            replay(bytes, revisions);
        }
    }

    private boolean canReplay() {
        return !closed()
                && !reading
                && replayed == null
                && sink().isWritable()
                && (unverified != null || isBehindRing());
    }

    /**
     * Reads the latest revision first: a frame that is appended between the two reads is not mistaken for an evicted
     * one.
     */
    private boolean isBehindRing() {
        RevisionRing ring = topic.ring();
        return position < ring.latest() && ring.readable(position + 1) == null;
    }

    private void granted(long bytes, int revisions) {
        permitsPending = false;
        if (canReplay()) {
            replay(bytes, revisions);
        } else {
            topic.replayPermits().release(bytes);
            resume();
        }
    }

    private void replay(long bytes, int revisions) {
        permits = bytes;
        reading = true;
        long after = unverified == null ? position : position - 1;
        topic.readLog(after, revisions).subscribe(page -> loop.execute(() -> replayed(page)), this::replayFailed);
    }

    private void releasePermits() {
        if (permits > 0) {
            long released = permits;
            permits = 0;
            topic.replayPermits().release(released);
        }
    }

    private void replayed(List<Revision> page) {
        reading = false;
        if (closed()) {
            return;
        }
        RevisionRing ring = topic.ring();
        long first = unverified == null ? position + 1 : position;
        if (ring.generation() != generation) {
            releasePermits();
        } else if (page.isEmpty() || page.getFirst().id().number() != first) {
            releasePermits();
            unverified = null;
            writeReset("LOG_TRUNCATED", Math.max(position, ring.latest() - 1));
        } else {
            accept(page, ring);
        }
        resume();
    }

    /** Accepts a page. A revision that is verified is not written, because it does not follow the position. */
    private void accept(List<Revision> page, RevisionRing ring) {
        Deque<RevisionFrame> frames =
                new ArrayDeque<>(page.stream().map(RevisionFrame::of).toList());
        if (!reserve(frames)) {
            return;
        }
        metrics().replayed(page.size());
        replayed = frames;
        if (unverified != null) {
            verify(page.getFirst().tag(), ring);
        }
    }

    /** Returns whether there is memory for a page; otherwise drops it, and waits for memory of its size. */
    private boolean reserve(Deque<RevisionFrame> page) {
        long bytes = page.stream().mapToLong(RevisionFrame::sizeBytes).sum()
                * options().encodings();
        long missing = bytes - permits;
        if (missing > 0 && !topic.replayPermits().tryAcquire(missing)) {
            droppedBytes = bytes;
            releasePermits();
            return false;
        }
        permits += Math.max(0, missing);
        droppedBytes = 0;
        return true;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A retry that never runs belongs to an event loop that has ended.
    private void replayFailed(Throwable failure) {
        log.warn("Failed to read the log of {}, retrying: {}", topic.name(), failure.toString());
        loop.schedule(this::retryReplay, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void retryReplay() {
        reading = false;
        releasePermits();
        resume();
    }

    private void dropReplayed() {
        replayed = null;
        releasePermits();
    }

    private void writeReset(String reason, long newPosition) {
        write(options().reasonBytes("reset", reason));
        position = newPosition;
    }
}
