package org.operationsgateway.gateway.collection;

import java.util.List;
import org.operationsgateway.gateway.store.Cursor;

/**
 * The changes that one look found, encoded once for all subscribers.
 *
 * @param sequence the place in the feed: 1 more than that of the batch before
 * @param after the moment of the look: who has been told of this batch has been told of everything up to then
 * @param changes each operation's in order; not empty
 */
record Batch(long sequence, Cursor after, List<Change> changes) {

    long bytes() {
        return changes.stream().mapToLong(Change::bytes).sum();
    }
}
