package org.operationsgateway.gateway.collection.feed;

import org.operationsgateway.gateway.collection.log.PgSnapshot;

/**
 * A position in the feed, after a sweep. Immutable.
 *
 * @param sweep the number of the sweep
 * @param sequence the sequence number of the latest batch
 * @param snapshot the snapshot of the sweep: no later batch contains a change visible in it
 */
public record FeedPosition(long sweep, long sequence, PgSnapshot snapshot) {}
