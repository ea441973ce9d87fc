package org.operationsgateway.gateway.watch;

import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.OperationName;
import org.operationsgateway.gateway.store.Revision;
import org.operationsgateway.gateway.store.RevisionId;
import org.operationsgateway.gateway.store.RevisionLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * One operation that somebody watches, in one of its lives.
 *
 * <p>It learns of changes in any order, some twice and some not at all: in full from this replica's own writes, by
 * revision alone from everybody else's. The chain of revisions puts that right. The next revision goes into the ring;
 * one further ahead shows a hole, and the hole is read from the log. So subscribers see each revision once, in order,
 * whatever the signals did.
 *
 * <p>Thread-safe. Its lock is held while a revision is encoded, so that revisions enter the ring in their order, and
 * never while anything is read or written.
 */
final class Topic {

    private static final Logger logger = LoggerFactory.getLogger(Topic.class);
    /** What the ring holds: of more, subscribers would find the first gone before they see it. */
    private static final int CATCH_UP = FrameRing.SLOTS;
    /** A revision that is not known, but known to exist: the life has ended. */
    private static final long END_OF_LIFE = Long.MAX_VALUE;

    private final OperationName name;
    private final RevisionLog log;
    private final WatchMetrics metrics;
    private final RefillBudget budget;
    private final Map<EventExecutor, LoopGroup> groups = new ConcurrentHashMap<>(4);

    /** Null until the first state is known. */
    private volatile @Nullable FrameRing ring;

    private volatile long life;
    private @Nullable RevisionId early;
    private long target;
    private boolean reading;

    /** How many hold it; guarded by the hub's map. */
    int claims;

    Topic(OperationName name, RevisionLog log, WatchMetrics metrics, RefillBudget budget) {
        this.name = name;
        this.log = log;
        this.metrics = metrics;
        this.budget = budget;
    }

    OperationName name() {
        return name;
    }

    /** Which life it is about; 0 until that is known. */
    long life() {
        return life;
    }

    /** The latest revision that subscribers can have; 0 until the first is known. */
    long latest() {
        FrameRing frames = ring;
        return frames == null ? 0 : frames.latest();
    }

    /** The frame of a revision; null if it is not in memory. */
    @Nullable
    Frame frame(long number) {
        FrameRing frames = ring;
        return frames == null ? null : frames.get(number);
    }

    /** The subscribers on that event loop; called on it. */
    LoopGroup group(EventExecutor loop) {
        return groups.computeIfAbsent(loop, key -> new LoopGroup(key, this, metrics));
    }

    /** What subscribers may take for what they read from the log. */
    RefillBudget budget() {
        return budget;
    }

    /** How many bytes a revision has, as far as the latest tells. */
    int size() {
        Frame frame = frame(latest());
        return frame == null ? 0 : frame.size();
    }

    /** Entries of the log after a revision, for a subscriber that has fallen out of the ring. */
    Mono<List<Revision>> log(long after, int limit) {
        return log.after(name, new RevisionId(life, after), limit);
    }

    /**
     * Takes a revision in full.
     *
     * @return whether it is of this life, or an earlier one; if not, this life has ended, and so will this topic
     */
    boolean offer(Revision revision) {
        boolean ours = accept(revision);
        wake();
        catchUp();
        return ours;
    }

    private synchronized boolean accept(Revision revision) {
        if (ring == null) {
            start(revision);
        } else if (revision.id().life() > life) {
            target = END_OF_LIFE;
            return false;
        } else if (revision.id().life() == life) {
            append(revision);
        }
        return true;
    }

    private void start(Revision revision) {
        life = revision.id().life();
        ring = new FrameRing(Frame.of(revision));
        if (early != null && early.life() == life) {
            target = early.number();
        }
    }

    private void append(Revision revision) {
        long number = revision.id().number();
        FrameRing frames = Objects.requireNonNull(ring);
        if (number == frames.latest() + 1) {
            frames.append(Frame.of(revision));
        } else {
            target = Math.max(target, number);
        }
    }

    /**
     * Learns that a revision exists.
     *
     * @return whether that is news
     */
    boolean hint(RevisionId id) {
        boolean news = note(id);
        catchUp();
        return news;
    }

    private synchronized boolean note(RevisionId id) {
        if (ring == null) {
            early = early == null || id.life() > early.life() || id.number() > early.number() ? id : early;
            return false;
        }
        long known = Math.max(target, latest());
        if (id.life() > life) {
            target = END_OF_LIFE;
        } else if (id.life() == life) {
            target = Math.max(target, id.number());
        }
        return target > known;
    }

    /** Looks for revisions that may have been missed, whatever is known. */
    void suspect() {
        synchronized (this) {
            target = Math.max(target, latest() + 1);
        }
        catchUp();
    }

    /** Reads what is known to exist and isn't here, unless that is being done. */
    void catchUp() {
        RevisionId from;
        synchronized (this) {
            if (reading || ring == null || target <= latest() || ended()) {
                return;
            }
            reading = true;
            from = new RevisionId(life, latest());
        }
        log.after(name, from, CATCH_UP).subscribe(this::caughtUp, this::failed);
    }

    private boolean ended() {
        Frame latest = frame(latest());
        return latest != null && latest.last();
    }

    private void caughtUp(List<Revision> revisions) {
        synchronized (this) {
            reading = false;
            if (revisions.isEmpty()) {
                nothingFound();
            }
            revisions.forEach(this::appendOrRestart);
        }
        wake();
        catchUp();
    }

    private void nothingFound() {
        if (target == END_OF_LIFE) {
            append(new Revision.Deleted(new RevisionId(life, latest() + 1), Instant.now(), name));
        }
        target = latest();
    }

    /** The log may have been shortened; subscribers find that out for themselves. */
    private void appendOrRestart(Revision revision) {
        if (revision.id().number() > latest() + 1) {
            ring = new FrameRing(Frame.of(revision));
        } else if (revision.id().number() == latest() + 1) {
            append(revision);
        }
    }

    private void failed(Throwable failure) {
        synchronized (this) {
            reading = false;
        }
        // What is missing stays known, and the next sweep has it read again.
        logger.warn("Could not read the log of {}, and tries again: {}", name, failure.toString());
    }

    private void wake() {
        groups.values().forEach(LoopGroup::wake);
    }
}
