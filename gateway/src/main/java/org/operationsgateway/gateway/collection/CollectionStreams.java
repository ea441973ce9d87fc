package org.operationsgateway.gateway.collection;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.collection.feed.Feed;
import org.operationsgateway.gateway.collection.log.CollectionReader;
import org.operationsgateway.gateway.store.filter.Scope;
import org.operationsgateway.gateway.stream.OpenStreams;
import org.operationsgateway.gateway.stream.StreamMetrics;
import org.springframework.stereotype.Component;

/** Streams of collections: whoever wants one begins here. */
@Component
public class CollectionStreams {

    /** Few, because the connections are everybody's. */
    private static final int PARALLEL_READS = 3;

    private final CollectionSources sources;
    private final OpenStreams streams;

    CollectionStreams(CollectionReader reader, Feed feed, OpenStreams streams, StreamMetrics metrics) {
        this.sources = new CollectionSources(reader, feed, new QueryLimiter(PARALLEL_READS), metrics);
        this.streams = streams;
    }

    /**
     * A stream of what there is in a scope, and of everything that happens in it.
     *
     * @param lastEventId as the subscriber sent it, whatever it is; null if it comes for the first time
     */
    public CollectionStream stream(Scope scope, @Nullable String lastEventId) {
        return new CollectionStream(scope, lastEventId, sources, streams);
    }
}
