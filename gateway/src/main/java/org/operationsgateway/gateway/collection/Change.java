package org.operationsgateway.gateway.collection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.store.Entry;
import org.operationsgateway.gateway.store.Revision;
import org.operationsgateway.gateway.store.Scope;

/** One operation's change, and what it is to whom. Shared by all subscribers. */
final class Change {

    private final Entry entry;
    private final Event event;

    /** Made when the first subscriber needs it; twice, if two do at the same time, with the same result. */
    private volatile @Nullable Event removal;

    Change(Entry entry) {
        this.entry = entry;
        this.event = Event.of(entry.revision());
    }

    Instant time() {
        return entry.revision().time();
    }

    int bytes() {
        return event.size();
    }

    /**
     * What it is to those who subscribe to a scope; null if it doesn't concern them.
     *
     * <p>Who is told by the state before the change, and not by what a subscriber was told: so no subscriber has to be
     * remembered, and it is the same on every replica.
     */
    @Nullable
    Event in(Scope scope) {
        if (!scope.includes(entry.revision().name().parent())) {
            return null;
        }
        if (!scope.isFiltered() || entry.isIn(scope.filter())) {
            return event;
        }
        return entry.wasIn(scope.filter()) ? removal() : null;
    }

    private Event removal() {
        Event made = removal;
        if (made == null) {
            made = entry.revision() instanceof Revision.Deleted
                    ? event
                    : Event.removed(entry.revision().name());
            removal = made;
        }
        return made;
    }
}
