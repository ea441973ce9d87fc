package org.operationsgateway.gateway.collection;

import java.time.Instant;
import java.util.List;
import org.operationsgateway.core.name.Parent;
import org.operationsgateway.gateway.store.Cursor;
import org.operationsgateway.gateway.store.Revision;

/**
 * The changes that one look found, encoded once for all subscribers.
 *
 * @param sequence the place in the feed: 1 more than that of the batch before
 * @param after the moment of the look: who has been told of this batch has been told of everything up to then
 * @param changes each operation's in order; not empty
 */
record Batch(long sequence, Cursor after, List<Change> changes) {

    /** One operation's change. */
    record Change(Parent parent, Instant time, Event event) {
        static Change of(Revision revision) {
            return new Change(revision.name().parent(), revision.time(), Event.of(revision));
        }
    }

    long bytes() {
        return changes.stream().mapToLong(change -> change.event().size()).sum();
    }
}
