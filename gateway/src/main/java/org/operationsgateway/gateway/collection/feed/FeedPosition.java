package org.operationsgateway.gateway.collection.feed;

import org.operationsgateway.gateway.collection.log.PgSnapshot;

/**
 * How far the feed has come.
 *
 * @param look how many looks it has been through
 * @param sequence the place of the latest batch
 * @param cursor the moment of the latest look: everything visible then is in that batch or before it
 */
public record FeedPosition(long look, long sequence, PgSnapshot cursor) {}
