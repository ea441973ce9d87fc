package org.operationsgateway.gateway.collection;

import org.operationsgateway.gateway.collection.feed.Feed;
import org.operationsgateway.gateway.collection.log.CollectionReader;
import org.operationsgateway.gateway.stream.StreamMetrics;

/** What all subscribers on this replica share. */
record CollectionSources(CollectionReader reader, Feed feed, QueryLimiter queries, StreamMetrics metrics) {}
