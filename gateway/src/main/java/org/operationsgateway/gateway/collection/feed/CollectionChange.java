package org.operationsgateway.gateway.collection.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.log.LogEntry;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.store.filter.Scope;

/** One operation's change, and what it is to whom. Shared by all subscribers. */
public final class CollectionChange {

    private final LogEntry entry;
    private final CollectionEvent event;

    /** Made when the first subscriber needs it; twice, if two do at the same time, with the same result. */
    private volatile @Nullable CollectionEvent removal;

    public CollectionChange(LogEntry entry) {
        this.entry = entry;
        this.event = CollectionEvent.of(entry.revision());
    }

    public Instant time() {
        return entry.revision().time();
    }

    public long sizeBytes() {
        return event.sizeBytes();
    }

    /**
     * What it is to those who subscribe to a scope; null if it doesn't concern them.
     *
     * <p>Who is told by the state before the change, and not by what a subscriber was told: so no subscriber has to be
     * remembered, and it is the same on every replica.
     */
    @Nullable
    public CollectionEvent in(Scope scope) {
        if (!scope.includes(entry.revision().name().parent())) {
            return null;
        }
        if (!scope.isFiltered() || entry.isIn(scope.filter())) {
            return event;
        }
        return entry.wasIn(scope.filter()) ? removal() : null;
    }

    private CollectionEvent removal() {
        CollectionEvent made = removal;
        if (made == null) {
            made = entry.revision() instanceof Revision.Deleted
                    ? event
                    : CollectionEvent.removed(entry.revision().name());
            removal = made;
        }
        return made;
    }
}
