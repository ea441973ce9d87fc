package org.operationsgateway.gateway.stream;

import io.netty.util.concurrent.EventExecutor;
import reactor.core.publisher.Mono;

/**
 * The source of the events of one stream: prepared once, then subscribed to at most once, then closed. Implementations
 * are thread-safe, and their subscriber is confined to its event loop.
 */
public interface StreamSource extends AutoCloseable {

    /**
     * Reads what the stream needs before its response starts.
     *
     * @return emits false if the client has received the end of the stream already; errors if there is nothing to
     *     stream
     */
    Mono<Boolean> prepare();

    /**
     * Starts to write events; called once, on the event loop of the sink, after {@link #prepare} has emitted true.
     *
     * @return the stream, to be resumed when the sink becomes writable
     */
    TimedStream subscribe(FrameSink sink, EventExecutor loop, StreamOptions options);

    /** Ends the subscription, if there is one; idempotent and thread-safe. */
    @Override
    void close();
}
