package org.operationsgateway.gateway.watch;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.store.Revision;
import org.operationsgateway.gateway.watch.StreamOptions.Delivery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream's place in the chain of revisions: the last one it has written, and nothing else.
 *
 * <p>It takes what follows from the topic's ring as long as its sink is writable. If it has fallen out of the ring, it
 * reads the log, a little at a time, and only when there is room for more: a slow reader costs its own time and nobody
 * else's. Confined to its event loop.
 */
public final class Subscriber extends TimedStream {

    private static final Logger log = LoggerFactory.getLogger(Subscriber.class);
    private static final int REFILL = 64;
    /** What it reads at once at most, unless one revision alone is larger. */
    private static final int REFILL_BYTES = 256 * 1024;

    private static final long RETRY_MILLIS = 1000;

    private final Topic topic;
    private final EventExecutor loop;
    private final WatchMetrics metrics;
    private @Nullable Deque<Frame> refill;
    private long position;
    private boolean reading;
    /** What it has of the budget. */
    private long taken;

    private boolean waiting;
    /** Where its group keeps it; the group's own. */
    int place;

    Subscriber(
            Topic topic,
            long position,
            FrameSink sink,
            EventExecutor loop,
            StreamOptions options,
            WatchMetrics metrics) {
        super(sink, options);
        this.topic = topic;
        this.position = position;
        this.loop = loop;
        this.metrics = metrics;
    }

    void open() {
        metrics.opened();
        topic.group(loop).add(this);
        resume();
    }

    /** Goes on: the sink is writable again, or there is something new. To be called on the event loop. */
    public void resume() {
        int delivered = drain();
        if (delivered > 0) {
            metrics.delivered(delivered);
        }
    }

    @Override
    protected void release() {
        refill = null;
        giveBack();
        topic.group(loop).remove(this);
        metrics.closed();
    }

    /** Writes what there is and fits; returns how many revisions that were. */
    int drain() {
        int written = 0;
        // While the log is being read the position stands still: what is read has to follow it.
        while (!closed() && !reading && sink().isWritable()) {
            Frame next = next();
            byte[] bytes = next == null ? null : next.bytes(options().format());
            if (next == null || bytes == null || !sink().accepts(bytes, recency())) {
                break;
            }
            write(bytes);
            position = next.number();
            written++;
            if (next.last()) {
                end();
                return written;
            }
        }
        if (written > 0) {
            sink().flush();
        }
        refillIfBehind();
        return written;
    }

    private @Nullable Frame next() {
        Frame frame = refilled();
        if (frame == null) {
            frame = topic.frame(position + 1);
        }
        boolean skips = options().delivery() == Delivery.LATEST_STATE && position + 1 < topic.latest();
        return skips ? topic.frame(topic.latest()) : frame;
    }

    private FrameSink.Recency recency() {
        return refill == null ? FrameSink.Recency.LIVE : FrameSink.Recency.BEHIND;
    }

    /** The next of what was read from the log; null if there is none. */
    private @Nullable Frame refilled() {
        Deque<Frame> frames = refill;
        while (frames != null && !frames.isEmpty() && frames.getFirst().number() <= position) {
            frames.removeFirst();
        }
        if (frames == null || frames.isEmpty()) {
            refill = null;
            giveBack();
            return null;
        }
        return frames.getFirst();
    }

    private void refillIfBehind() {
        if (closed() || reading || waiting || refill != null || !sink().isWritable() || !hasFallenOut()) {
            return;
        }
        int size = Math.max(1, topic.size());
        int limit = Math.clamp(REFILL_BYTES / size, 1, REFILL);
        long bytes = (long) limit * size;
        waiting = true;
        if (topic.budget().take(bytes, () -> loop.execute(this::roomForRefill))) {
            waiting = false;
            taken = bytes;
            reading = true;
            topic.log(position, limit)
                    .subscribe(revisions -> loop.execute(() -> refilled(revisions)), this::refillFailed);
        }
    }

    private void roomForRefill() {
        waiting = false;
        resume();
        if (taken == 0 && !waiting) {
            topic.budget().wakeNext();
        }
    }

    private void giveBack() {
        if (taken > 0) {
            long bytes = taken;
            taken = 0;
            topic.budget().giveBack(bytes);
        }
    }

    /** The latest first, and then the frame: one that is appended in between is not one that has been dropped. */
    private boolean hasFallenOut() {
        return position < topic.latest() && topic.frame(position + 1) == null;
    }

    private void refilled(List<Revision> revisions) {
        reading = false;
        if (closed()) {
            return;
        }
        if (revisions.isEmpty() || revisions.getFirst().id().number() != position + 1) {
            giveBack();
            reset("LOG_TRUNCATED");
        } else {
            metrics.refilled(revisions.size());
            refill = new ArrayDeque<>(revisions.stream().map(Frame::of).toList());
        }
        resume();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // A retry that never runs belongs to an event loop that has ended.
    private void refillFailed(Throwable failure) {
        log.warn("Could not read the log of {}, and tries again: {}", topic.name(), failure.toString());
        loop.schedule(this::refillAgain, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void refillAgain() {
        reading = false;
        giveBack();
        resume();
    }

    /** Tells the reader that revisions are missing, and goes on with the latest. */
    private void reset(String reason) {
        write(options().eventBytes("reset", "{\"reason\":\"" + reason + "\"}"));
        position = Math.max(position, topic.latest() - 1);
    }
}
