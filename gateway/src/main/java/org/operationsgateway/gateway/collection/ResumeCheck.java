package org.operationsgateway.gateway.collection;

import org.operationsgateway.gateway.collection.feed.CollectionCursor;
import org.operationsgateway.gateway.collection.log.CollectionReader;
import org.operationsgateway.gateway.collection.log.DatabasePosition;
import reactor.core.publisher.Mono;

/** Finds out whether a subscriber that comes back can be told just what it has missed. */
final class ResumeCheck implements Backlog {

    private final CollectionReader reader;
    private final String lastEventId;

    ResumeCheck(CollectionReader reader, String lastEventId) {
        this.reader = reader;
        this.lastEventId = lastEventId;
    }

    @Override
    public Mono<BacklogPage> next() {
        return reader.standing().map(this::judge);
    }

    private BacklogPage judge(DatabasePosition standing) {
        return CollectionCursor.parse(lastEventId)
                .map(id -> judge(id, standing))
                .orElseGet(() -> new BacklogPage.Lost("UNKNOWN_EVENT_ID"));
    }

    private static BacklogPage judge(CollectionCursor id, DatabasePosition standing) {
        if (!id.database().equals(standing.database())) {
            return new BacklogPage.Lost("OTHER_DATABASE");
        }
        if (!standing.now().covers(id.cursor())) {
            return new BacklogPage.Lost("FUTURE_CURSOR");
        }
        return standing.reachesBackTo(id.cursor())
                ? new BacklogPage.Resumed(id)
                : new BacklogPage.Lost("LOG_TRUNCATED");
    }
}
