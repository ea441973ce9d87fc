package org.operationsgateway.gateway.collection;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.operationsgateway.gateway.collection.feed.CollectionChange;
import org.operationsgateway.gateway.collection.feed.FeedPosition;
import org.operationsgateway.gateway.collection.log.CollectionReader;
import org.operationsgateway.gateway.collection.log.DatabasePosition;
import org.operationsgateway.gateway.collection.log.LogChunk;
import org.operationsgateway.gateway.collection.log.LogEntry;
import org.operationsgateway.gateway.collection.log.LogKeys;
import org.operationsgateway.gateway.collection.log.PgSnapshot;
import org.operationsgateway.gateway.store.filter.Scope;
import org.operationsgateway.gateway.stream.StreamMetrics;
import reactor.core.publisher.Mono;

/** What changed in a scope between a moment and where the feed is. */
final class LogBacklog implements Backlog {

    private final CollectionReader reader;
    private final StreamMetrics metrics;
    private final Scope scope;
    private final PgSnapshot from;
    private final FeedPosition to;
    private final boolean limited;
    private final Queue<LogChunk> chunks = new ArrayDeque<>();
    private LogKeys.Place last = LogKeys.Place.START;
    private boolean more = true;

    /**
     * Reads a part of the log.
     *
     * @param limited whether to give up if there is too much: then a new snapshot is the shorter way. After a snapshot
     *     it isn't, or a stream that is slower than its collection changes would never get further than that
     */
    LogBacklog(CollectionSources sources, Scope scope, PgSnapshot from, FeedPosition to, boolean limited) {
        this.reader = sources.reader();
        this.metrics = sources.metrics();
        this.scope = scope;
        this.from = from;
        this.to = to;
        this.limited = limited;
    }

    @Override
    public Mono<BacklogPage> next() {
        LogChunk chunk = chunks.peek();
        if (chunk != null) {
            return reader.entries(chunk, scope.isFiltered()).map(entries -> told(chunk, entries));
        }
        return more ? look() : Mono.just(new BacklogPage.CaughtUp(to));
    }

    private BacklogPage told(LogChunk chunk, List<LogEntry> entries) {
        if (entries.size() < chunk.size()) {
            return new BacklogPage.Lost("LOG_TRUNCATED");
        }
        chunks.remove();
        metrics.replayed(entries.size());
        return new BacklogPage.Events(entries.stream()
                .map(entry -> new CollectionChange(entry).in(scope))
                .filter(Objects::nonNull)
                .toList());
    }

    private Mono<BacklogPage> look() {
        // In this order: what has been purged by then may be missing among the keys.
        return reader.changes(scope, from, to.cursor(), last)
                .zipWhen(keys -> reader.standing(), this::found)
                .flatMap(lost -> lost.isEmpty() ? next() : Mono.just(new BacklogPage.Lost(lost)));
    }

    /** Why not everything can be told; empty if it can. */
    private String found(LogKeys keys, DatabasePosition standing) {
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
