package org.operationsgateway.gateway.collection;

import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.store.CollectionReader;
import org.operationsgateway.gateway.store.Scope;
import org.operationsgateway.gateway.watch.OpenStreams;
import org.operationsgateway.gateway.watch.WatchMetrics;
import org.springframework.stereotype.Component;

/** Streams of collections: whoever wants one begins here. */
@Component
public class Collections {

    /** Few, because the connections are everybody's. */
    private static final int PARALLEL_READS = 3;

    private final Sources sources;
    private final OpenStreams streams;

    Collections(CollectionReader reader, Feed feed, OpenStreams streams, WatchMetrics metrics) {
        this.sources = new Sources(reader, feed, new Turns(PARALLEL_READS), metrics);
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
