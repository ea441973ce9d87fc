package org.operationsgateway.gateway.collection.feed;

import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.gateway.collection.log.CollectionReader;
import org.operationsgateway.gateway.collection.log.LogChunk;
import org.operationsgateway.gateway.collection.log.PgSnapshot;
import org.operationsgateway.gateway.fanout.EventLoopSubscriber;
import org.operationsgateway.gateway.fanout.EventLoopSubscribers;
import org.operationsgateway.gateway.fanout.SequenceRing;
import org.operationsgateway.gateway.revision.RevisionId;
import org.operationsgateway.gateway.store.filter.Scope;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The changes that somebody on this replica subscribes to, as they come: one for all collections.
 *
 * <p>It is given one look after another, reads what the look found and somebody wants, encodes it once, and keeps it for
 * a little while. Subscribers take it from here at their own pace; who is too slow finds it gone, and reads the log.
 * Thread-safe; its lock is held for a few field accesses, never while anything is read or written.
 */
@Component
public class Feed {

    private static final int MAX_BATCHES = 512;
    private static final long MAX_BYTES = 16L * 1024 * 1024;
    /** What a look may find to be read at once; of more, each subscriber reads for itself what concerns it. */
    private static final int MAX_CHANGES = 5_000;

    private static final long MAX_BYTES_READ = 4L * 1024 * 1024;

    private final CollectionReader reader;
    private final StreamMetrics metrics;
    private final SubscribedScopes demand = new SubscribedScopes();
    private final SequenceRing<FeedBatch> ring = new SequenceRing<>(MAX_BATCHES, MAX_BYTES, 1);
    private final Map<EventExecutor, EventLoopSubscribers> subscribers = new ConcurrentHashMap<>(4);
    private volatile Instant lastCommitTime = Instant.MIN;
    private volatile Runnable asking = () -> {};
    private volatile boolean awaited;
    private long looks;
    private @Nullable FeedPosition latest;

    Feed(CollectionReader reader, StreamMetrics metrics) {
        this.reader = reader;
        this.metrics = metrics;
    }

    /** What to do when somebody needs a look soon; must neither block nor throw. */
    public void onAsking(Runnable look) {
        asking = look;
    }

    /** Asks for a look, after which every subscriber is woken, whatever it finds. */
    public void ask() {
        awaited = true;
        asking.run();
    }

    /** Whether anybody subscribes to anything. */
    public boolean isActive() {
        return !demand.isEmpty();
    }

    /** Whether anybody subscribes to the operations of that parent. */
    public boolean wants(Parent parent) {
        return demand.includes(parent);
    }

    /**
     * Takes what a look found; one after another, each when the one before has completed. Fails if the database does:
     * then the same has to be found again.
     */
    public Mono<Void> deliver(SweepResult look) {
        long number = begin();
        if (number == 0) {
            return Mono.empty();
        }
        List<SweepResult.Found> wanted =
                look.changes().stream().filter(found -> wants(found.parent())).toList();
        if (look.before() == null || isTooMuch(wanted)) {
            return Mono.fromRunnable(() -> restart(number, look.after()));
        }
        return (wanted.isEmpty() ? Mono.just(List.<CollectionChange>of()) : read(wanted))
                .switchIfEmpty(Mono.fromRunnable(() -> restart(number, look.after())))
                .doOnNext(changes -> append(number, look, changes))
                .then();
    }

    /** The number of this look; 0 if nobody cares. */
    private synchronized long begin() {
        return isActive() ? ++looks : 0;
    }

    private static boolean isTooMuch(List<SweepResult.Found> wanted) {
        return count(wanted) > MAX_CHANGES
                || wanted.stream().mapToLong(SweepResult.Found::bytes).sum() > MAX_BYTES_READ;
    }

    private static long count(List<SweepResult.Found> wanted) {
        return wanted.stream()
                .mapToLong(found -> found.lastRevision() - found.firstRevision() + 1)
                .sum();
    }

    /** Empty if some are gone already. */
    private Mono<List<CollectionChange>> read(List<SweepResult.Found> wanted) {
        return reader.entries(LogChunk.of(wanted.stream().flatMap(Feed::ids).toList()), demand.isFiltered())
                .filter(entries -> entries.size() == count(wanted))
                .map(entries -> entries.stream().map(CollectionChange::new).toList());
    }

    private static Stream<RevisionId> ids(SweepResult.Found found) {
        return LongStream.rangeClosed(found.firstRevision(), found.lastRevision())
                .mapToObj(number -> new RevisionId(found.incarnation(), number));
    }

    private void append(long number, SweepResult look, List<CollectionChange> changes) {
        boolean contiguous;
        synchronized (this) {
            FeedPosition before = latest;
            contiguous = before != null && before.cursor().equals(look.before());
            if (contiguous) {
                if (!changes.isEmpty()) {
                    FeedBatch batch = new FeedBatch(ring.latest() + 1, look.after(), changes);
                    ring.append(batch);
                    lastCommitTime = batch.lastCommitTime();
                }
                latest = new FeedPosition(number, ring.latest(), look.after());
            }
        }
        if (contiguous) {
            wake(!changes.isEmpty());
        } else {
            restart(number, look.after());
        }
    }

    /** Goes on from a moment, without what was before it: subscribers read that for themselves. */
    private void restart(long number, PgSnapshot cursor) {
        synchronized (this) {
            ring.clear();
            latest = isActive() ? new FeedPosition(number, ring.latest(), cursor) : null;
        }
        wake(true);
    }

    private void wake(boolean news) {
        boolean asked = awaited;
        awaited = false;
        if (news || asked) {
            subscribers.values().forEach(EventLoopSubscribers::wake);
        }
    }

    /**
     * Lets a subscriber have the changes in a scope from some look on; called on its event loop.
     *
     * @return the number of that look
     */
    public long join(Scope scope, EventLoopSubscriber subscriber, EventExecutor loop) {
        subscribersOn(loop).add(subscriber);
        synchronized (this) {
            demand.add(scope);
            return looks;
        }
    }

    private EventLoopSubscribers subscribersOn(EventExecutor loop) {
        return subscribers.computeIfAbsent(loop, key -> new EventLoopSubscribers(key, () -> lastCommitTime, metrics));
    }

    /** Removes a subscriber; called on its event loop. */
    public void leave(Scope scope, EventLoopSubscriber subscriber, EventExecutor loop) {
        subscribersOn(loop).remove(subscriber);
        synchronized (this) {
            demand.remove(scope);
            if (demand.isEmpty()) {
                ring.clear();
                latest = null;
            }
        }
    }

    /** How far it has come; null if that is not known yet. */
    public synchronized @Nullable FeedPosition latest() {
        return latest;
    }

    /** What follows a place. */
    public synchronized FeedRead after(long sequence) {
        FeedBatch next = ring.get(sequence + 1);
        if (next != null) {
            return new FeedRead.Next(next);
        }
        FeedPosition end = latest;
        return end != null && end.sequence() == sequence ? new FeedRead.UpToDate(end.cursor()) : new FeedRead.Gone();
    }
}
