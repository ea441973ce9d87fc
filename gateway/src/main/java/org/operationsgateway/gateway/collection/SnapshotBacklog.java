package org.operationsgateway.gateway.collection;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.feed.CollectionCursor;
import org.operationsgateway.gateway.collection.feed.CollectionEvent;
import org.operationsgateway.gateway.collection.log.CollectionReader;
import org.operationsgateway.gateway.collection.log.LogChunk;
import org.operationsgateway.gateway.collection.log.LogKeys;
import org.operationsgateway.gateway.revision.LogEntry;
import org.operationsgateway.gateway.store.filter.Scope;
import reactor.core.publisher.Mono;

/**
 * The operations of a scope as of one snapshot, which the first page determines.
 *
 * <p>An operation that changes before its key is read is left out: the changes after the snapshot include it.
 */
final class SnapshotBacklog implements Backlog {

    private final CollectionReader reader;
    private final Scope scope;
    private final Queue<LogChunk> chunks = new ArrayDeque<>();
    private @Nullable CollectionCursor cursor;
    private LogKeys.SortKey last = LogKeys.SortKey.START;
    private boolean hasMore = true;

    SnapshotBacklog(CollectionReader reader, Scope scope) {
        this.reader = reader;
        this.scope = scope;
    }

    @Override
    public Mono<BacklogPage> next() {
        CollectionCursor known = cursor;
        return known == null ? readCursor().flatMap(this::next) : next(known);
    }

    private Mono<CollectionCursor> readCursor() {
        return reader.position()
                .map(position -> new CollectionCursor(position.databaseId(), position.durable()))
                .doOnNext(read -> cursor = read);
    }

    private Mono<BacklogPage> next(CollectionCursor at) {
        LogChunk chunk = chunks.peek();
        if (chunk != null) {
            return reader.entries(chunk, false)
                    .doOnNext(read -> chunks.remove())
                    .map(entries -> new BacklogPage.Events(entries.stream()
                            .map(LogEntry::revision)
                            .map(CollectionEvent::of)
                            .toList()));
        }
        return hasMore
                ? reader.operations(scope, at.snapshot(), last)
                        .doOnNext(this::enqueue)
                        .flatMap(keys -> next(at))
                : Mono.just(new BacklogPage.Synced(at));
    }

    private void enqueue(LogKeys keys) {
        chunks.addAll(keys.chunks());
        last = keys.last();
        hasMore = keys.hasMore();
    }
}
