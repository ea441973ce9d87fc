package org.operationsgateway.gateway.collection;

import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.store.Scope;
import org.operationsgateway.gateway.watch.FrameSink;
import org.operationsgateway.gateway.watch.OpenStreams;
import org.operationsgateway.gateway.watch.StreamOptions;

/** One stream of a collection: to be subscribed to once, and then closed, on any thread. */
public final class CollectionStream implements AutoCloseable {

    private final Scope scope;
    private final @Nullable String lastEventId;
    private final Sources sources;
    private final OpenStreams streams;
    private volatile Runnable stop = () -> {};
    private volatile boolean closed;

    CollectionStream(Scope scope, @Nullable String lastEventId, Sources sources, OpenStreams streams) {
        this.scope = scope;
        this.lastEventId = lastEventId;
        this.sources = sources;
        this.streams = streams;
    }

    /**
     * Begins to deliver; called on the event loop that the sink belongs to.
     *
     * @return the subscriber, to be told when the sink is writable again
     */
    public CollectionSubscriber subscribe(FrameSink sink, EventExecutor loop, StreamOptions options) {
        CollectionSubscriber subscriber = new CollectionSubscriber(scope, lastEventId, sink, loop, options, sources);
        Runnable remove = streams.add(subscriber, loop);
        stop = () -> loop.execute(() -> {
            remove.run();
            subscriber.close();
        });
        subscriber.open();
        if (closed) {
            stop.run();
        }
        return subscriber;
    }

    @Override
    public void close() {
        closed = true;
        stop.run();
    }
}
