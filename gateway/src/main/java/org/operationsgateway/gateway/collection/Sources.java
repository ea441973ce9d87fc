package org.operationsgateway.gateway.collection;

import org.operationsgateway.gateway.store.CollectionReader;
import org.operationsgateway.gateway.watch.WatchMetrics;

/** What all subscribers on this replica share. */
record Sources(CollectionReader reader, Feed feed, Turns turns, WatchMetrics metrics) {}
