package org.operationsgateway.gateway.collection.feed;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.operationsgateway.gateway.collection.log.PgSnapshot;
import org.operationsgateway.gateway.fanout.Sequenced;

/**
 * The changes that one sweep found, encoded once for all subscribers. Immutable.
 *
 * @param snapshot the snapshot of the sweep: no later batch contains a change visible in it
 * @param changes the changes of each operation in order; not empty
 */
public record FeedBatch(long sequence, PgSnapshot snapshot, List<CollectionChange> changes) implements Sequenced {

    @Override
    public long sizeBytes() {
        return changes.stream().mapToLong(CollectionChange::sizeBytes).sum();
    }

    /** Returns the commit time of the latest change. */
    Instant lastCommitTime() {
        return changes.stream()
                .map(CollectionChange::time)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
