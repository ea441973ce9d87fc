package org.operationsgateway.gateway.collection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.rpc.StatusException;
import org.operationsgateway.gateway.collection.feed.CollectionChange;
import org.operationsgateway.gateway.collection.feed.FeedPosition;
import org.operationsgateway.gateway.collection.log.CollectionReader;
import org.operationsgateway.gateway.collection.log.DatabasePosition;
import org.operationsgateway.gateway.collection.log.LogChunk;
import org.operationsgateway.gateway.collection.log.LogEntries;
import org.operationsgateway.gateway.collection.log.LogKeys;
import org.operationsgateway.gateway.collection.log.PgSnapshot;
import org.operationsgateway.gateway.store.filter.Scope;
import org.operationsgateway.gateway.stream.StreamMetrics;
import reactor.core.publisher.Mono;

/** The changes in a scope between a snapshot and a position of the feed, read from the log. Not thread-safe. */
final class LogBacklog implements Backlog {

    private final CollectionReader reader;
    private final StreamMetrics metrics;
    private final Scope scope;
    private final FilterShare share;
    private final PgSnapshot from;
    private final FeedPosition to;
    private final boolean limited;
    private final PagedScan scan;
    private final Deque<LogChunk> chunks = new ArrayDeque<>();
    /** Keys that were read before a position that was not: a retry reads the position only. */
    private @Nullable LogKeys unchecked;

    /**
     * Creates a backlog.
     *
     * @param limited whether too many changes for one page of keys cause a reset, because a snapshot is then the
     *     shorter way. False after a snapshot: a stream that is slower than the changes of its collection would be
     *     reset forever
     */
    LogBacklog(
            CollectionSources sources,
            Scope scope,
            FilterShare share,
            PgSnapshot from,
            FeedPosition to,
            boolean limited) {
        this.reader = sources.reader();
        this.metrics = sources.metrics();
        this.scope = scope;
        this.share = share;
        this.from = from;
        this.to = to;
        this.limited = limited;
        this.scan = new PagedScan(reader.changes(scope, from, to.snapshot()), sources.largeScans(), limited);
    }

    @Override
    public long nextBytes() {
        LogChunk chunk = chunks.peek();
        return chunk == null ? 1 : chunk.maxReadBytes();
    }

    @Override
    public Mono<BacklogPage> next() {
        LogChunk chunk = chunks.peek();
        if (chunk != null) {
            return reader.entries(chunk, scope.isFiltered()).map(entries -> page(chunk, entries));
        }
        return scan.hasMore() || unchecked != null ? nextKeys() : Mono.just(new BacklogPage.CaughtUp(to));
    }

    private BacklogPage page(LogChunk chunk, LogEntries read) {
        if (read.isTruncated()) {
            return new BacklogPage.Reset("LOG_TRUNCATED");
        }
        chunks.remove();
        chunk.after(read.keys()).ifPresent(chunks::addFirst);
        metrics.replayed(read.keys());
        try {
            return new BacklogPage.Events(
                    read.entries().stream()
                            .map(entry -> share.eventFor(scope, new CollectionChange(entry)))
                            .filter(Objects::nonNull)
                            .toList(),
                    read.bytes());
        } catch (StatusException tooExpensive) {
            return new BacklogPage.Refused(tooExpensive.reason());
        }
    }

    private Mono<BacklogPage> nextKeys() {
        LogKeys known = unchecked;
        Mono<LogKeys> keys = known == null ? scan.next().doOnNext(read -> unchecked = read) : Mono.just(known);
        // The position is read after the keys, so that it includes every purge that may have removed keys.
        return keys.zipWhen(read -> reader.position(), this::enqueue)
                .flatMap(reason -> reason.isEmpty() ? next() : Mono.just(new BacklogPage.Reset(reason)));
    }

    /** Enqueues a page of keys, or returns the reason for a reset; empty if there is none. */
    private String enqueue(LogKeys keys, DatabasePosition position) {
        unchecked = null;
        if (!position.logReachesBackTo(from)) {
            return "LOG_TRUNCATED";
        }
        if (keys.hasMore() && limited) {
            return "TOO_FAR_BEHIND";
        }
        chunks.addAll(keys.chunks());
        return "";
    }
}
