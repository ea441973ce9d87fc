package org.operationsgateway.gateway.collection.feed;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.operationsgateway.gateway.collection.log.PgSnapshot;
import org.operationsgateway.gateway.fanout.Sequenced;

/**
 * The changes that one look found, encoded once for all subscribers.
 *
 * @param sequence the place in the feed: 1 more than that of the batch before
 * @param after the moment of the look: who has been told of this batch has been told of everything up to then
 * @param changes each operation's in order; not empty
 */
public record FeedBatch(long sequence, PgSnapshot after, List<CollectionChange> changes) implements Sequenced {

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
