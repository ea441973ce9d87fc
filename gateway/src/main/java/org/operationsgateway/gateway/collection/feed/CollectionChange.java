package org.operationsgateway.gateway.collection.feed;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.core.filter.FilterBudget;
import org.operationsgateway.gateway.revision.LogEntry;
import org.operationsgateway.gateway.revision.Revision;
import org.operationsgateway.gateway.store.filter.Scope;

/** A change of one operation, encoded once for all subscribers. Thread-safe. */
public final class CollectionChange {

    private final LogEntry entry;
    private final CollectionEvent event;

    /** Created on first use; two threads may create equal events at the same time. */
    private volatile @Nullable CollectionEvent removal;

    /** Encodes the event of a log entry. */
    public CollectionChange(LogEntry entry) {
        this.entry = entry;
        this.event = CollectionEvent.of(entry.revision());
    }

    /** Returns the commit time, by the database clock. */
    Instant time() {
        return entry.revision().time();
    }

    /** Returns the approximate heap size, in bytes. */
    long sizeBytes() {
        return event.sizeBytes();
    }

    /**
     * Returns the event for the subscribers of a scope; null if the change does not concern the scope.
     *
     * <p>An operation that stops matching the filter is removed. The previous revision decides this, not the events
     * that a subscriber has received: so there is no state per subscriber, and all replicas return the same event.
     *
     * @throws org.operationsgateway.core.rpc.StatusException RESOURCE_EXHAUSTED if the evaluation exceeds the budget
     */
    public @Nullable CollectionEvent eventFor(Scope scope, FilterBudget budget) {
        if (!scope.includes(entry.revision().name())) {
            return null;
        }
        if (!scope.isFiltered() || entry.matches(scope.filter(), budget)) {
            return event;
        }
        return entry.matchedBefore(scope.filter(), budget) ? removal() : null;
    }

    private CollectionEvent removal() {
        CollectionEvent created = removal;
        if (created == null) {
            created = entry.revision() instanceof Revision.Deleted
                    ? event
                    : CollectionEvent.removed(entry.revision().name());
            removal = created;
        }
        return created;
    }
}
