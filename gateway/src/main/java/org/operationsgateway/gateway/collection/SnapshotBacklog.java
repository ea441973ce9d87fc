package org.operationsgateway.gateway.collection;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.store.Chunk;
import org.operationsgateway.gateway.store.CollectionReader;
import org.operationsgateway.gateway.store.Entry;
import org.operationsgateway.gateway.store.Keys;
import org.operationsgateway.gateway.store.Scope;
import reactor.core.publisher.Mono;

/**
 * A scope's operations as they were at one moment, the one that it is first asked.
 *
 * <p>An operation that changes before its key has been read is left out: it is among the changes since.
 */
final class SnapshotBacklog implements Backlog {

    private final CollectionReader reader;
    private final Scope scope;
    private final Queue<Chunk> chunks = new ArrayDeque<>();
    private @Nullable CursorId moment;
    private Keys.Place last = Keys.Place.START;
    private boolean more = true;

    SnapshotBacklog(CollectionReader reader, Scope scope) {
        this.reader = reader;
        this.scope = scope;
    }

    @Override
    public Mono<Portion> next() {
        CursorId begun = moment;
        return begun == null ? begin().flatMap(this::next) : next(begun);
    }

    private Mono<CursorId> begin() {
        return reader.standing()
                .map(standing -> new CursorId(standing.database(), standing.cursor()))
                .doOnNext(now -> moment = now);
    }

    private Mono<Portion> next(CursorId at) {
        Chunk chunk = chunks.peek();
        if (chunk != null) {
            return reader.entries(chunk, false)
                    .doOnNext(read -> chunks.remove())
                    .map(entries -> new Portion.Events(
                            entries.stream().map(Entry::revision).map(Event::of).toList()));
        }
        return more
                ? reader.present(scope, at.cursor(), last).doOnNext(this::found).flatMap(keys -> next(at))
                : Mono.just(new Portion.Synced(at));
    }

    private void found(Keys keys) {
        chunks.addAll(keys.chunks());
        last = keys.last();
        more = keys.more();
    }
}
