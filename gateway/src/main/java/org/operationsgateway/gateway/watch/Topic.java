package org.operationsgateway.gateway.watch;

import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.fanout.EventLoopSubscribers;
import org.operationsgateway.gateway.fanout.PermitQueue;
import org.operationsgateway.gateway.fanout.SequenceRing;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.revision.RevisionLog;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One incarnation of a watched operation: the ring of its latest revisions and its subscribers.
 *
 * <p>Notifications arrive in any order, repeated or not at all: as whole revisions from writes of this replica, as
 * revision ids from signals and sweeps. Revision numbers have no gaps, so the topic restores the order itself. The next
 * revision is appended to the ring; a later one proves a gap, and the topic reads the missing revisions from the log.
 *
 * <p>Thread-safe. The lock is held while a revision is encoded, so that revisions enter the ring in order; never while
 * the log is read or a frame is written.
 */
final class Topic {

    private static final Logger logger = LoggerFactory.getLogger(Topic.class);
    /** The page size of a catch-up. A larger page would evict its first revisions before any subscriber reads them. */
    private static final int CAPACITY = 32;
    /** Bounds the heap that large operations take. */
    private static final int MAX_RING_BYTES = 256 * 1024;
    /** The target of a topic whose incarnation has ended at an unknown revision. */
    private static final long END_OF_INCARNATION = Long.MAX_VALUE;

    private final OperationName name;
    private final RevisionLog log;
    private final StreamMetrics metrics;
    private final PermitQueue replayPermits;
    private final Map<EventExecutor, EventLoopSubscribers> subscribers = new ConcurrentHashMap<>(4);
    /** Null until the first state is published. */
    private volatile @Nullable SequenceRing<RevisionFrame> ring;

    private volatile long incarnation;
    /** The latest revision that was signalled before the first state was published. */
    private @Nullable RevisionId signalledEarly;
    /** Whether a verification was requested before the first state was published. */
    private boolean verifyEarly;
    /**
     * The latest revision that may exist. The log is read until the ring holds it or the log proves that it does not
     * exist.
     */
    private long target;
    /** The number of signals and verifications that named a revision beyond the ring. */
    private long requests;
    /** The value of {@link #requests} when the current read started: later ones are not covered by that read. */
    private long requestsCovered;

    private boolean reading;
    /** The number of open watches; guarded by the registry's map. */
    int references;

    Topic(OperationName name, RevisionLog log, StreamMetrics metrics, PermitQueue replayPermits) {
        this.name = name;
        this.log = log;
        this.metrics = metrics;
        this.replayPermits = replayPermits;
    }

    OperationName name() {
        return name;
    }

    /** Returns the incarnation of the operation; 0 until the first state is published. */
    long incarnation() {
        return incarnation;
    }

    /** Returns the latest revision number in the ring; 0 until the first state is published. */
    long latest() {
        SequenceRing<RevisionFrame> frames = ring;
        return frames == null ? 0 : frames.latest();
    }

    /** Returns the frame of a revision; null if the ring does not hold it. */
    @Nullable
    RevisionFrame frame(long number) {
        SequenceRing<RevisionFrame> frames = ring;
        return frames == null ? null : frames.get(number);
    }

    /** Returns the subscribers on an event loop; called on that loop. */
    EventLoopSubscribers subscribersOn(EventExecutor loop) {
        return subscribers.computeIfAbsent(loop, key -> new EventLoopSubscribers(key, this::lastCommitTime, metrics));
    }

    private Instant lastCommitTime() {
        RevisionFrame latest = frame(latest());
        return latest == null ? Instant.MIN : latest.time();
    }

    /** Returns the permits for bytes that subscribers read from the log. */
    PermitQueue replayPermits() {
        return replayPermits;
    }

    /** Returns the size of the latest frame, in bytes, as an estimate for the others; at least 1. */
    long frameBytes() {
        RevisionFrame latest = frame(latest());
        return latest == null ? 1 : Math.max(1, latest.sizeBytes());
    }

    /** Reads revisions after a revision number, for a subscriber that is behind the ring. */
    Mono<List<Revision>> readLog(long after, int limit) {
        return log.after(name, new RevisionId(incarnation, after), limit);
    }

    /**
     * Publishes a whole revision.
     *
     * @return false if the revision belongs to a later incarnation, so that this one has ended
     */
    boolean publish(Revision revision) {
        boolean current = accept(revision);
        wake();
        catchUp();
        return current;
    }

    private synchronized boolean accept(Revision revision) {
        if (ring == null) {
            start(revision);
        } else if (revision.id().incarnation() > incarnation) {
            request(END_OF_INCARNATION);
            return false;
        } else if (revision.id().incarnation() == incarnation) {
            append(revision);
        }
        return true;
    }

    private void start(Revision revision) {
        incarnation = revision.id().incarnation();
        ring = ringWith(revision);
        if (verifyEarly) {
            request(latest() + 1);
        }
        if (signalledEarly != null) {
            raiseTarget(signalledEarly);
        }
    }

    private void request(long number) {
        if (number > latest()) {
            target = Math.max(target, number);
            requests++;
        }
    }

    private static SequenceRing<RevisionFrame> ringWith(Revision revision) {
        SequenceRing<RevisionFrame> frames =
                new SequenceRing<>(CAPACITY, MAX_RING_BYTES, revision.id().number());
        frames.append(RevisionFrame.of(revision));
        return frames;
    }

    private void append(Revision revision) {
        long number = revision.id().number();
        SequenceRing<RevisionFrame> frames = Objects.requireNonNull(ring);
        if (number == frames.latest() + 1) {
            frames.append(RevisionFrame.of(revision));
        } else {
            request(number);
        }
    }

    /**
     * Records that a revision exists and reads the log up to it.
     *
     * @return whether the revision was unknown
     */
    boolean signal(RevisionId id) {
        boolean unknown = raiseTarget(id);
        catchUp();
        return unknown;
    }

    private synchronized boolean raiseTarget(RevisionId id) {
        if (ring == null) {
            signalledEarly = signalledEarly == null || id.isAfter(signalledEarly) ? id : signalledEarly;
            return false;
        }
        long known = Math.max(target, latest());
        if (id.incarnation() > incarnation) {
            request(END_OF_INCARNATION);
        } else if (id.incarnation() == incarnation) {
            request(id.number());
        }
        return target > known;
    }

    /** Reads the log for revisions whose signal may have been lost. */
    void verify() {
        synchronized (this) {
            if (ring == null) {
                verifyEarly = true;
            } else {
                request(latest() + 1);
            }
        }
        catchUp();
    }

    /** Reads the revisions between the ring and the target, unless a read is in progress. */
    void catchUp() {
        RevisionId from;
        synchronized (this) {
            if (reading || ring == null || target <= latest() || hasEnded()) {
                return;
            }
            reading = true;
            requestsCovered = requests;
            from = new RevisionId(incarnation, latest());
        }
        log.after(name, from, CAPACITY).subscribe(this::caughtUp, this::catchUpFailed);
    }

    private boolean hasEnded() {
        RevisionFrame latest = frame(latest());
        return latest != null && latest.terminal();
    }

    private void caughtUp(List<Revision> revisions) {
        synchronized (this) {
            reading = false;
            if (revisions.isEmpty()) {
                endOfLogReached();
            }
            revisions.forEach(this::appendOrRestart);
        }
        wake();
        catchUp();
    }

    /** Lowers the target, unless a request during the read may refer to a revision that was committed after it. */
    private void endOfLogReached() {
        if (requests != requestsCovered) {
            return;
        }
        if (target == END_OF_INCARNATION) {
            append(new Revision.Deleted(new RevisionId(incarnation, latest() + 1), Instant.now(), name));
        }
        target = latest();
    }

    /**
     * Restarts the ring after a gap in the log: a purge may have removed entries. Subscribers detect the gap
     * themselves.
     */
    private void appendOrRestart(Revision revision) {
        if (revision.id().number() > latest() + 1) {
            ring = ringWith(revision);
        } else if (revision.id().number() == latest() + 1) {
            append(revision);
        }
    }

    private void catchUpFailed(Throwable failure) {
        synchronized (this) {
            reading = false;
        }
        // The target stays, so the next sweep reads again.
        logger.warn("Failed to read the log of {}, retrying: {}", name, failure.toString());
    }

    private void wake() {
        subscribers.values().forEach(EventLoopSubscribers::wake);
    }
}
