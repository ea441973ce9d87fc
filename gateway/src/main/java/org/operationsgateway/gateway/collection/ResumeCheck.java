package org.operationsgateway.gateway.collection;

import org.operationsgateway.gateway.collection.feed.CollectionCursor;
import org.operationsgateway.gateway.collection.log.CollectionReader;
import org.operationsgateway.gateway.collection.log.DatabasePosition;
import reactor.core.publisher.Mono;

/**
 * A check of the cursor that a client sends: a backlog without events, which ends as resumed or with a reset. Not
 * thread-safe.
 */
final class ResumeCheck implements Backlog {

    private final CollectionReader reader;
    private final String lastEventId;

    /**
     * Creates a check.
     *
     * @param lastEventId the id as the client sent it, not validated
     */
    ResumeCheck(CollectionReader reader, String lastEventId) {
        this.reader = reader;
        this.lastEventId = lastEventId;
    }

    @Override
    public long nextBytes() {
        return 1;
    }

    @Override
    public Mono<BacklogPage> next() {
        return CollectionCursor.parse(lastEventId)
                .map(this::check)
                .orElseGet(() -> Mono.just(new BacklogPage.Reset("UNKNOWN_EVENT_ID")));
    }

    private Mono<BacklogPage> check(CollectionCursor cursor) {
        return reader.position(cursor.snapshot().lastXid()).map(position -> check(cursor, position));
    }

    private static BacklogPage check(CollectionCursor cursor, DatabasePosition position) {
        if (!cursor.databaseId().equals(position.databaseId())) {
            return new BacklogPage.Reset("OTHER_DATABASE");
        }
        if (!cursor.isOf(position.history())) {
            return new BacklogPage.Reset(CollectionSubscriber.OTHER_HISTORY);
        }
        if (!position.current().covers(cursor.snapshot())) {
            return new BacklogPage.Reset("FUTURE_CURSOR");
        }
        if (!position.logReachesBackTo(cursor.snapshot())) {
            return new BacklogPage.Reset("LOG_TRUNCATED");
        }
        return cursor.snapshot().isConfirmedBy(position.check(), position.purgedXid())
                ? new BacklogPage.Resumed(cursor)
                : new BacklogPage.Reset(CollectionSubscriber.OTHER_HISTORY);
    }
}
