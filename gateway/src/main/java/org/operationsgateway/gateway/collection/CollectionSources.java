package org.operationsgateway.gateway.collection;

import org.operationsgateway.gateway.collection.feed.Feed;
import org.operationsgateway.gateway.collection.log.CollectionReader;
import org.operationsgateway.gateway.memory.PermitQueue;
import org.operationsgateway.gateway.stream.StreamMetrics;

/** The components that all collection streams of this replica share. Immutable. */
record CollectionSources(
        CollectionReader reader, Feed feed, ScanLimiter largeScans, PermitQueue pageMemory, StreamMetrics metrics) {}
