package org.operationsgateway.gateway.collection;

import org.operationsgateway.gateway.store.CollectionReader;
import org.operationsgateway.gateway.store.Standing;
import reactor.core.publisher.Mono;

/** Finds out whether a subscriber that comes back can be told just what it has missed. */
final class Entrance implements Backlog {

    private final CollectionReader reader;
    private final String lastEventId;

    Entrance(CollectionReader reader, String lastEventId) {
        this.reader = reader;
        this.lastEventId = lastEventId;
    }

    @Override
    public Mono<Portion> next() {
        return reader.standing().map(this::judge);
    }

    private Portion judge(Standing standing) {
        return CursorId.parse(lastEventId)
                .map(id -> judge(id, standing))
                .orElseGet(() -> new Portion.Lost("UNKNOWN_EVENT_ID"));
    }

    private static Portion judge(CursorId id, Standing standing) {
        if (!id.database().equals(standing.database())) {
            return new Portion.Lost("OTHER_DATABASE");
        }
        if (!standing.now().covers(id.cursor())) {
            return new Portion.Lost("FUTURE_CURSOR");
        }
        return standing.reachesBackTo(id.cursor()) ? new Portion.Resumed(id) : new Portion.Lost("LOG_TRUNCATED");
    }
}
