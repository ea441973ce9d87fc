package org.operationsgateway.gateway.collection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.feed.CollectionCursor;
import org.operationsgateway.gateway.collection.feed.CollectionEvent;
import org.operationsgateway.gateway.collection.log.LogChunk;
import org.operationsgateway.gateway.collection.log.LogEntries;
import org.operationsgateway.gateway.revision.LogEntry;
import org.operationsgateway.gateway.store.filter.Scope;
import reactor.core.publisher.Mono;

/**
 * The operations of a scope as of one snapshot, which the first page determines. Not thread-safe.
 *
 * <p>An operation that changes before its key is read is left out: the changes after the snapshot include it.
 */
final class SnapshotBacklog implements Backlog {

    private final CollectionSources sources;
    private final Scope scope;
    private final Deque<LogChunk> chunks = new ArrayDeque<>();
    private @Nullable CollectionCursor cursor;
    private @Nullable PagedScan scan;

    SnapshotBacklog(CollectionSources sources, Scope scope) {
        this.sources = sources;
        this.scope = scope;
    }

    @Override
    public long nextBytes() {
        LogChunk chunk = chunks.peek();
        return chunk == null ? 1 : chunk.maxReadBytes();
    }

    @Override
    public Mono<BacklogPage> next() {
        CollectionCursor known = cursor;
        return known == null ? readCursor().flatMap(this::next) : next(known);
    }

    private Mono<CollectionCursor> readCursor() {
        return sources.reader().position().map(CollectionCursor::of).doOnNext(this::start);
    }

    private void start(CollectionCursor at) {
        cursor = at;
        scan = new PagedScan(sources.reader().operations(scope, at.snapshot()), sources.largeScans(), false);
    }

    private Mono<BacklogPage> next(CollectionCursor at) {
        LogChunk chunk = chunks.peek();
        if (chunk != null) {
            return sources.reader().entries(chunk, false).map(read -> page(chunk, read));
        }
        PagedScan keys = Objects.requireNonNull(scan);
        return keys.hasMore()
                ? keys.next().doOnNext(page -> chunks.addAll(page.chunks())).flatMap(page -> next(at))
                : Mono.just(new BacklogPage.Synced(at));
    }

    private BacklogPage page(LogChunk chunk, LogEntries read) {
        chunks.remove();
        chunk.after(read.keys()).ifPresent(chunks::addFirst);
        return new BacklogPage.Events(
                read.entries().stream()
                        .map(LogEntry::revision)
                        .map(CollectionEvent::of)
                        .toList(),
                read.bytes());
    }
}
