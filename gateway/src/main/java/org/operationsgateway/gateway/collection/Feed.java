package org.operationsgateway.gateway.collection;

import io.netty.util.concurrent.EventExecutor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.gateway.store.Chunk;
import org.operationsgateway.gateway.store.CollectionReader;
import org.operationsgateway.gateway.store.Cursor;
import org.operationsgateway.gateway.store.RevisionId;
import org.operationsgateway.gateway.store.Scope;
import org.operationsgateway.gateway.watch.WatchMetrics;
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

    private static final int MOST_BATCHES = 512;
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    /** What a look may find to be read at once; of more, each subscriber reads for itself what concerns it. */
    private static final int MOST_CHANGES = 5_000;

    private static final long MOST_BYTES_READ = 4L * 1024 * 1024;

    private final CollectionReader reader;
    private final WatchMetrics metrics;
    private final Demand demand = new Demand();
    private final BatchRing ring = new BatchRing(MOST_BATCHES, MOST_BYTES);
    private final Map<EventExecutor, LoopSubscribers> loops = new ConcurrentHashMap<>(4);
    private volatile Runnable asking = () -> {};
    private volatile boolean awaited;
    private long looks;
    private @Nullable Position latest;

    Feed(CollectionReader reader, WatchMetrics metrics) {
        this.reader = reader;
        this.metrics = metrics;
    }

    /** What to do when somebody needs a look soon; must neither block nor throw. */
    public void onAsking(Runnable look) {
        asking = look;
    }

    /** Asks for a look, after which every subscriber is woken, whatever it finds. */
    void ask() {
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
    public Mono<Void> deliver(Look look) {
        long number = begin();
        if (number == 0) {
            return Mono.empty();
        }
        List<Look.Found> wanted =
                look.changes().stream().filter(found -> wants(found.parent())).toList();
        if (look.before() == null || isTooMuch(wanted)) {
            return Mono.fromRunnable(() -> restart(number, look.after()));
        }
        return (wanted.isEmpty() ? Mono.just(List.<Change>of()) : read(wanted))
                .switchIfEmpty(Mono.fromRunnable(() -> restart(number, look.after())))
                .doOnNext(changes -> append(number, look, changes))
                .then();
    }

    /** The number of this look; 0 if nobody cares. */
    private synchronized long begin() {
        return isActive() ? ++looks : 0;
    }

    private static boolean isTooMuch(List<Look.Found> wanted) {
        return count(wanted) > MOST_CHANGES
                || wanted.stream().mapToLong(Look.Found::bytes).sum() > MOST_BYTES_READ;
    }

    private static long count(List<Look.Found> wanted) {
        return wanted.stream()
                .mapToLong(found -> found.lastRevision() - found.firstRevision() + 1)
                .sum();
    }

    /** Empty if some are gone already. */
    private Mono<List<Change>> read(List<Look.Found> wanted) {
        return reader.entries(Chunk.of(wanted.stream().flatMap(Feed::ids).toList()), demand.isFiltered())
                .filter(entries -> entries.size() == count(wanted))
                .map(entries -> entries.stream().map(Change::new).toList());
    }

    private static Stream<RevisionId> ids(Look.Found found) {
        return LongStream.rangeClosed(found.firstRevision(), found.lastRevision())
                .mapToObj(number -> new RevisionId(found.life(), number));
    }

    private void append(long number, Look look, List<Change> changes) {
        boolean contiguous;
        synchronized (this) {
            Position before = latest;
            contiguous = before != null && before.cursor().equals(look.before());
            if (contiguous) {
                if (!changes.isEmpty()) {
                    ring.append(new Batch(ring.latest() + 1, look.after(), changes));
                }
                latest = new Position(number, ring.latest(), look.after());
            }
        }
        if (contiguous) {
            wake(!changes.isEmpty());
        } else {
            restart(number, look.after());
        }
    }

    /** Goes on from a moment, without what was before it: subscribers read that for themselves. */
    private void restart(long number, Cursor cursor) {
        synchronized (this) {
            ring.clear();
            latest = isActive() ? new Position(number, ring.latest(), cursor) : null;
        }
        wake(true);
    }

    private void wake(boolean news) {
        boolean asked = awaited;
        awaited = false;
        if (news || asked) {
            loops.values().forEach(LoopSubscribers::wake);
        }
    }

    /**
     * Lets a subscriber have the changes in a scope from some look on; called on its event loop.
     *
     * @return the number of that look
     */
    long join(Scope scope, CollectionSubscriber subscriber, EventExecutor loop) {
        loops.computeIfAbsent(loop, key -> new LoopSubscribers(key, metrics)).add(subscriber);
        synchronized (this) {
            demand.add(scope);
            return looks;
        }
    }

    void leave(Scope scope, CollectionSubscriber subscriber, EventExecutor loop) {
        loops.computeIfAbsent(loop, key -> new LoopSubscribers(key, metrics)).remove(subscriber);
        synchronized (this) {
            demand.remove(scope);
            if (demand.isEmpty()) {
                ring.clear();
                latest = null;
            }
        }
    }

    /** How far it has come; null if that is not known yet. */
    synchronized @Nullable Position latest() {
        return latest;
    }

    /** What follows a place. */
    synchronized Reading after(long sequence) {
        Batch next = ring.get(sequence + 1);
        if (next != null) {
            return new Reading.Next(next);
        }
        Position end = latest;
        return end != null && end.sequence() == sequence ? new Reading.UpToDate(end.cursor()) : new Reading.Gone();
    }
}
