package org.operationsgateway.gateway.collection;

import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.store.filter.Scope;
import org.operationsgateway.gateway.stream.FrameSink;
import org.operationsgateway.gateway.stream.OpenStreams;
import org.operationsgateway.gateway.stream.StreamOptions;
import org.operationsgateway.gateway.stream.StreamSource;
import org.operationsgateway.gateway.stream.TimedStream;
import reactor.core.publisher.Mono;

/**
 * The stream of one collection's operations and their changes, from the position of the client. It has no end.
 *
 * <p>Thread-safe. Its subscriber is confined to its event loop.
 */
public final class CollectionStream implements StreamSource {

    private final Scope scope;
    private final @Nullable String lastEventId;
    private final CollectionSources sources;
    private final OpenStreams streams;
    private volatile Runnable unsubscribe = () -> {};
    private volatile boolean closed;

    CollectionStream(Scope scope, @Nullable String lastEventId, CollectionSources sources, OpenStreams streams) {
        this.scope = scope;
        this.lastEventId = lastEventId;
        this.sources = sources;
        this.streams = streams;
    }

    @Override
    public Mono<Boolean> prepare() {
        return Mono.just(true);
    }

    @Override
    public TimedStream subscribe(FrameSink sink, EventExecutor loop, StreamOptions options) {
        CollectionSubscriber subscriber = new CollectionSubscriber(scope, lastEventId, sink, loop, options, sources);
        Runnable remove = streams.add(subscriber, loop);
        unsubscribe = () -> loop.execute(() -> {
            remove.run();
            subscriber.close();
        });
        subscriber.open();
        if (closed) {
            unsubscribe.run();
        }
        return subscriber;
    }

    @Override
    public void close() {
        closed = true;
        unsubscribe.run();
    }
}
