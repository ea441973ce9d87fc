package org.operationsgateway.gateway.collection;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.feed.Feed;
import org.operationsgateway.gateway.collection.log.CollectionReader;
import org.operationsgateway.gateway.memory.MemoryBudget;
import org.operationsgateway.gateway.memory.MemoryUse;
import org.operationsgateway.gateway.memory.PermitQueue;
import org.operationsgateway.gateway.store.filter.Scope;
import org.operationsgateway.gateway.stream.OpenStreams;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.springframework.stereotype.Component;

/** A factory of collection streams. Thread-safe. */
@Component
public class CollectionStreams {

    /** Bounds the memory for keys; the share of the connection pool bounds the statements. */
    private static final int MAX_LARGE_SCANS = 16;

    private final CollectionSources sources;
    private final OpenStreams streams;

    CollectionStreams(
            CollectionReader reader, Feed feed, OpenStreams streams, StreamMetrics metrics, MemoryBudget budget) {
        PermitQueue pageMemory = budget.share(MemoryUse.PAGES);
        this.sources = new CollectionSources(reader, feed, new ScanLimiter(MAX_LARGE_SCANS), pageMemory, metrics);
        this.streams = streams;
    }

    /**
     * Returns a stream of the operations in a scope and of their changes.
     *
     * @param lastEventId the id as the client sent it, not validated; null on a first connection
     */
    public CollectionStream stream(Scope scope, @Nullable String lastEventId) {
        return new CollectionStream(scope, lastEventId, sources, streams);
    }
}
