package org.operationsgateway.gateway.watch;

import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.core.rpc.Reason;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.fanout.EventLoopSubscribers;
import org.operationsgateway.gateway.memory.PermitQueue;
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
 * <p>The database can lose revisions that the ring holds: by a failover to a standby that lags, or by a restore. A
 * revision that contradicts the ring proves that, and so does a verification that compares the ring with the log. The
 * topic then restarts from the current state, with a ring of the next generation, and each subscriber writes a reset.
 *
 * <p>Thread-safe. The lock is held while a revision is encoded, so that revisions enter the ring in order; never while
 * the log is read or a frame is written.
 */
final class Topic {

    private static final Logger logger = LoggerFactory.getLogger(Topic.class);

    private final OperationName name;
    private final RevisionLog log;
    private final StreamMetrics metrics;
    private final PermitQueue replayPermits;
    private final RingMemory ringMemory;
    private final PendingReads reads = new PendingReads();
    private final Map<EventExecutor, EventLoopSubscribers> subscribers = new ConcurrentHashMap<>(4);
    /** Null until the first state is published. */
    private volatile @Nullable RevisionRing ring;

    private volatile long incarnation;
    /** The latest revision that was signalled before the first state was published. */
    private @Nullable RevisionId signalledEarly;
    /** Whether a verification was requested before the first state was published. */
    private boolean verifyEarly;
    /** Whether the database has another history, in which this incarnation is not the current one. */
    private boolean superseded;
    /** The number of open watches; guarded by the registry's map. */
    int references;

    /** Creates a topic whose ring has no limit but its own. */
    Topic(OperationName name, RevisionLog log, StreamMetrics metrics, PermitQueue replayPermits) {
        this(name, log, metrics, replayPermits, RingMemory.UNLIMITED);
    }

    Topic(
            OperationName name,
            RevisionLog log,
            StreamMetrics metrics,
            PermitQueue replayPermits,
            RingMemory ringMemory) {
        this.ringMemory = ringMemory;
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

    /** Returns the ring; called after the first state is published. */
    RevisionRing ring() {
        return Objects.requireNonNull(ring);
    }

    /** Returns the latest revision number in the ring; 0 until the first state is published. */
    long latest() {
        RevisionRing current = ring;
        return current == null ? 0 : current.latest();
    }

    private @Nullable RevisionFrame latestFrame() {
        RevisionRing current = ring;
        return current == null ? null : current.frame(current.latest());
    }

    /** Returns the latest revision, before a read of the current state that is published. */
    KnownRevision known() {
        RevisionRing current = ring;
        return current == null
                ? KnownRevision.NONE
                : new KnownRevision(current.generation(), new RevisionId(incarnation, current.latest()));
    }

    /** Returns the subscribers on an event loop; called on that loop. */
    EventLoopSubscribers subscribersOn(EventExecutor loop) {
        return subscribers.computeIfAbsent(loop, key -> new EventLoopSubscribers(key, this::lastCommitTime, metrics));
    }

    private Instant lastCommitTime() {
        RevisionFrame latest = latestFrame();
        return latest == null ? Instant.MIN : latest.time();
    }

    /** Returns the permits for bytes that subscribers read from the log. */
    PermitQueue replayPermits() {
        return replayPermits;
    }

    /** Returns the size of the latest frame, in bytes, as an estimate for the others; at least 1. */
    long frameBytes() {
        RevisionFrame latest = latestFrame();
        return latest == null ? 1 : Math.max(1, latest.sizeBytes());
    }

    /** Reads revisions after a revision number, for a subscriber that is behind the ring. */
    Mono<List<Revision>> readLog(long after, int limit) {
        return log.after(name, new RevisionId(incarnation, after), limit);
    }

    /**
     * Publishes a whole revision.
     *
     * @param known the latest revision before the revision was read as the current state; {@link KnownRevision#NONE}
     *     for a commit, because commits may be published out of order
     * @return the generation of the ring after that; empty if this incarnation is not the current one
     */
    OptionalInt publish(Revision revision, KnownRevision known) {
        OptionalInt generation = accept(revision, known);
        wake();
        catchUp();
        return generation;
    }

    private synchronized OptionalInt accept(Revision revision, KnownRevision known) {
        RevisionRing frames = ring;
        long other = revision.id().incarnation();
        if (frames == null) {
            return start(revision);
        } else if (superseded) {
            return OptionalInt.empty();
        } else if (other > incarnation) {
            reads.request(PendingReads.END_OF_INCARNATION, frames);
            return OptionalInt.empty();
        } else if (known.isLost(revision.id(), frames.generation())) {
            return restart(revision);
        } else if (other == incarnation) {
            append(revision);
        }
        return OptionalInt.of(ring().generation());
    }

    private OptionalInt start(Revision revision) {
        incarnation = revision.id().incarnation();
        RevisionRing first = RevisionRing.of(revision, ringMemory);
        ring = first;
        reads.reset(first);
        if (verifyEarly) {
            reads.requestVerification(first);
        }
        if (signalledEarly != null) {
            raiseTarget(signalledEarly, first);
        }
        return OptionalInt.of(first.generation());
    }

    /**
     * Restarts the ring, because the database has another history.
     *
     * @param current the current revision of the name; of another incarnation if this one is lost
     */
    private OptionalInt restart(Revision current) {
        logger.warn("The database has another history of {}, continuing with revision {}", name, current.id());
        superseded = current.id().incarnation() != incarnation;
        RevisionRing next = ring().ofOtherHistory(superseded ? deletion() : current);
        replaceRing(next);
        reads.reset(next);
        if (superseded) {
            return OptionalInt.empty();
        }
        // If the revision itself is not in the log, it was read before the other history began.
        reads.requestVerification(next);
        return OptionalInt.of(next.generation());
    }

    /** Returns the end of an incarnation that has no entry in the log. */
    private Revision deletion() {
        return new Revision.Deleted(new RevisionId(incarnation, latest() + 1), Instant.now(), name, null);
    }

    private void append(Revision revision) {
        long number = revision.id().number();
        RevisionRing frames = ring();
        if (number == frames.latest() + 1) {
            frames.append(revision);
        } else if (frames.contradicts(revision)) {
            restart(revision);
        } else {
            frames.restoreLatest(revision);
            reads.request(number, frames);
        }
    }

    private void replaceRing(RevisionRing next) {
        RevisionRing replaced = ring();
        ring = next;
        replaced.discard();
    }

    /** Releases the memory of the ring, after the last watch has been closed. */
    synchronized void discard() {
        RevisionRing frames = ring;
        if (frames != null) {
            frames.discard();
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
        RevisionRing frames = ring;
        if (frames == null) {
            signalledEarly = signalledEarly == null || id.isAfter(signalledEarly) ? id : signalledEarly;
            return false;
        }
        return raiseTarget(id, frames);
    }

    private boolean raiseTarget(RevisionId id, RevisionRing frames) {
        if (id.incarnation() > incarnation) {
            return reads.request(PendingReads.END_OF_INCARNATION, frames);
        }
        return id.incarnation() == incarnation && reads.request(id.number(), frames);
    }

    /** Compares the ring with the log, then reads the log to its end: another server may have the database now. */
    void verify() {
        synchronized (this) {
            RevisionRing frames = ring;
            if (frames == null) {
                verifyEarly = true;
            } else if (!superseded) {
                reads.requestVerification(frames);
            }
        }
        catchUp();
    }

    /** Reads the log to its end, for revisions with a lost signal; called after the first state. */
    void readToEnd() {
        synchronized (this) {
            reads.request(PendingReads.END_OF_LOG, ring());
        }
        catchUp();
    }

    /** Handles the end of a periodic sweep: the database is available, and has the history that it had before. */
    void sweepCompleted() {
        synchronized (this) {
            RevisionRing frames = ring;
            if (frames != null) {
                reads.historyConfirmed(frames);
            }
        }
        catchUp();
    }

    private void catchUp() {
        LogRead read = nextRead();
        if (read != null) {
            readLog(read.after(), RevisionRing.CAPACITY)
                    .subscribe(page -> completed(read, page), failure -> failed(read, failure));
        }
    }

    private synchronized @Nullable LogRead nextRead() {
        RevisionRing frames = ring;
        return frames == null ? null : reads.start(frames);
    }

    private void completed(LogRead read, List<Revision> page) {
        if (endsInOtherHistory(read, page)) {
            log.current(name)
                    .subscribe(
                            current -> restartAfter(read, current.latest()), failure -> currentFailed(read, failure));
        } else {
            wake();
            catchUp();
        }
    }

    /** Returns whether the log contradicts the ring; otherwise applies the page. */
    private synchronized boolean endsInOtherHistory(LogRead read, List<Revision> page) {
        // The result of a read for a ring that has been replaced is dropped: the new ring is verified.
        boolean valid = read.ring().equals(ring);
        if (valid && read.differs(page)) {
            return true;
        }
        reads.ended();
        if (valid) {
            apply(read, page);
        }
        return false;
    }

    private void apply(LogRead read, List<Revision> page) {
        if (page.isEmpty() && reads.endOfLogReached(read.ring())) {
            read.ring().append(deletion());
        }
        page.forEach(this::appendOrRestart);
        if (read.verifies()) {
            reads.verified(read, page.getLast().id().number(), ring());
        }
    }

    /**
     * Replaces the ring after a gap in the log: a purge may have removed entries. Subscribers detect the gap
     * themselves.
     */
    private void appendOrRestart(Revision revision) {
        RevisionRing frames = ring();
        if (revision.id().number() > frames.latest() + 1) {
            replaceRing(frames.afterGap(revision));
        } else if (revision.id().number() == frames.latest() + 1) {
            frames.append(revision);
        }
    }

    private void restartAfter(LogRead read, Revision current) {
        synchronized (this) {
            reads.ended();
            if (read.ring().equals(ring)) {
                restart(current);
            }
        }
        wake();
        catchUp();
    }

    private void currentFailed(LogRead read, Throwable failure) {
        if (failure instanceof StatusException status && status.reason() == Reason.OPERATION_NOT_FOUND) {
            restartAfter(read, new Revision.Deleted(KnownRevision.NONE.id(), Instant.now(), name, null));
        } else {
            failed(read, failure);
        }
    }

    private void failed(LogRead read, Throwable failure) {
        synchronized (this) {
            reads.failed(read, ring());
        }
        // The target stays, so the next sweep reads again.
        logger.warn("Failed to read the log of {}, retrying: {}", name, failure.toString());
    }

    private void wake() {
        subscribers.values().forEach(EventLoopSubscribers::wake);
    }
}
