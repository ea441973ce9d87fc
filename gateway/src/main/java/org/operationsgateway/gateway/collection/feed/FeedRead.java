package org.operationsgateway.gateway.collection.feed;

import org.operationsgateway.gateway.collection.log.PgSnapshot;

/** The result of a read of the feed after a sequence number. */
public sealed interface FeedRead {

    /** The next batch. */
    record Next(FeedBatch batch) implements FeedRead {}

    /**
     * The end of the feed: there is no next batch yet.
     *
     * @param snapshot the snapshot of the latest sweep
     */
    record UpToDate(PgSnapshot snapshot) implements FeedRead {}

    /** A gap: the next batch was evicted, so the subscriber reads the log. */
    record Evicted() implements FeedRead {}
}
