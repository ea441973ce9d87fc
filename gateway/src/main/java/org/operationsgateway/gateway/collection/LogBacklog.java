package org.operationsgateway.gateway.collection;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.operationsgateway.gateway.store.Chunk;
import org.operationsgateway.gateway.store.CollectionReader;
import org.operationsgateway.gateway.store.Cursor;
import org.operationsgateway.gateway.store.Entry;
import org.operationsgateway.gateway.store.Keys;
import org.operationsgateway.gateway.store.Scope;
import org.operationsgateway.gateway.store.Standing;
import org.operationsgateway.gateway.watch.WatchMetrics;
import reactor.core.publisher.Mono;

/** What changed in a scope between a moment and where the feed is. */
final class LogBacklog implements Backlog {

    private final CollectionReader reader;
    private final WatchMetrics metrics;
    private final Scope scope;
    private final Cursor from;
    private final Position to;
    private final boolean limited;
    private final Queue<Chunk> chunks = new ArrayDeque<>();
    private Keys.Place last = Keys.Place.START;
    private boolean more = true;

    /**
     * Reads a part of the log.
     *
     * @param limited whether to give up if there is too much: then a new snapshot is the shorter way. After a snapshot
     *     it isn't, or a stream that is slower than its collection changes would never get further than that
     */
    LogBacklog(Sources sources, Scope scope, Cursor from, Position to, boolean limited) {
        this.reader = sources.reader();
        this.metrics = sources.metrics();
        this.scope = scope;
        this.from = from;
        this.to = to;
        this.limited = limited;
    }

    @Override
    public Mono<Portion> next() {
        Chunk chunk = chunks.peek();
        if (chunk != null) {
            return reader.entries(chunk, scope.isFiltered()).map(entries -> told(chunk, entries));
        }
        return more ? look() : Mono.just(new Portion.CaughtUp(to));
    }

    private Portion told(Chunk chunk, List<Entry> entries) {
        if (entries.size() < chunk.size()) {
            return new Portion.Lost("LOG_TRUNCATED");
        }
        chunks.remove();
        metrics.refilled(entries.size());
        return new Portion.Events(entries.stream()
                .map(entry -> new Change(entry).in(scope))
                .filter(Objects::nonNull)
                .toList());
    }

    private Mono<Portion> look() {
        // In this order: what has been purged by then may be missing among the keys.
        return reader.changes(scope, from, to.cursor(), last)
                .zipWhen(keys -> reader.standing(), this::found)
                .flatMap(lost -> lost.isEmpty() ? next() : Mono.just(new Portion.Lost(lost)));
    }

    /** Why not everything can be told; empty if it can. */
    private String found(Keys keys, Standing standing) {
        if (!standing.reachesBackTo(from)) {
            return "LOG_TRUNCATED";
        }
        if (keys.more() && limited) {
            return "TOO_FAR_BEHIND";
        }
        chunks.addAll(keys.chunks());
        last = keys.last();
        more = keys.more();
        return "";
    }
}
