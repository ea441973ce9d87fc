package org.operationsgateway.gateway.collection;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.feed.CollectionCursor;
import org.operationsgateway.gateway.collection.feed.CollectionEvent;
import org.operationsgateway.gateway.collection.log.CollectionReader;
import org.operationsgateway.gateway.collection.log.LogChunk;
import org.operationsgateway.gateway.collection.log.LogEntry;
import org.operationsgateway.gateway.collection.log.LogKeys;
import org.operationsgateway.gateway.store.filter.Scope;
import reactor.core.publisher.Mono;

/**
 * A scope's operations as they were at one moment, the one that it is first asked.
 *
 * <p>An operation that changes before its key has been read is left out: it is among the changes since.
 */
final class SnapshotBacklog implements Backlog {

    private final CollectionReader reader;
    private final Scope scope;
    private final Queue<LogChunk> chunks = new ArrayDeque<>();
    private @Nullable CollectionCursor moment;
    private LogKeys.Place last = LogKeys.Place.START;
    private boolean more = true;

    SnapshotBacklog(CollectionReader reader, Scope scope) {
        this.reader = reader;
        this.scope = scope;
    }

    @Override
    public Mono<BacklogPage> next() {
        CollectionCursor begun = moment;
        return begun == null ? begin().flatMap(this::next) : next(begun);
    }

    private Mono<CollectionCursor> begin() {
        return reader.standing()
                .map(standing -> new CollectionCursor(standing.database(), standing.cursor()))
                .doOnNext(now -> moment = now);
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
        return more
                ? reader.present(scope, at.cursor(), last).doOnNext(this::found).flatMap(keys -> next(at))
                : Mono.just(new BacklogPage.Synced(at));
    }

    private void found(LogKeys keys) {
        chunks.addAll(keys.chunks());
        last = keys.last();
        more = keys.more();
    }
}
