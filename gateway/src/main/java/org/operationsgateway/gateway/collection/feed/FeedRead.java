package org.operationsgateway.gateway.collection.feed;

import org.operationsgateway.gateway.collection.log.PgSnapshot;

/** What the feed has for a subscriber that has come to some place. */
public sealed interface FeedRead {

    /** The batch that follows. */
    record Next(FeedBatch batch) implements FeedRead {}

    /**
     * Nothing: there is no more.
     *
     * @param cursor everything visible at this moment has been told
     */
    record UpToDate(PgSnapshot cursor) implements FeedRead {}

    /** Nothing: what follows has been dropped, and is to be read from the log. */
    record Gone() implements FeedRead {}
}
