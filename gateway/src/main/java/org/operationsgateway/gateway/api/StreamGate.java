package org.operationsgateway.gateway.api;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.operationsgateway.gateway.watch.WatchProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;

/** Lets streams in, as many as this replica can carry, and none once it shuts down. Thread-safe. */
@Component
class StreamGate {

    /** Why a stream is turned away. */
    enum Refusal {
        /** This replica carries as many streams as it may. */
        TOO_MANY_STREAMS,
        /** The client has as many streams as it may. */
        TOO_MANY_STREAMS_OF_CLIENT,
        /** This replica is about to stop; another one is there. */
        SHUTTING_DOWN
    }

    private final int maxStreams;
    private final int maxStreamsPerClient;
    private final AtomicInteger streams = new AtomicInteger();
    private final Map<InetAddress, Integer> clients = new ConcurrentHashMap<>();
    private volatile boolean closed;

    StreamGate(WatchProperties properties) {
        this.maxStreams = properties.maxStreams();
        this.maxStreamsPerClient = properties.maxStreamsPerClient();
    }

    /**
     * Counts a stream in, if the result is empty.
     *
     * @param onEnd where to leave what counts it out, once
     */
    Optional<Refusal> enter(ServerWebExchange exchange, Consumer<Disposable> onEnd) {
        if (closed) {
            return Optional.of(Refusal.SHUTTING_DOWN);
        }
        if (streams.incrementAndGet() > maxStreams) {
            streams.decrementAndGet();
            return Optional.of(Refusal.TOO_MANY_STREAMS);
        }
        if (maxStreamsPerClient == 0) {
            onEnd.accept(streams::decrementAndGet);
            return Optional.empty();
        }
        InetAddress client = client(exchange);
        int streamsOfClient = clients.merge(client, 1, Integer::sum);
        onEnd.accept(() -> leave(client));
        return streamsOfClient > maxStreamsPerClient
                ? Optional.of(Refusal.TOO_MANY_STREAMS_OF_CLIENT)
                : Optional.empty();
    }

    private void leave(InetAddress client) {
        streams.decrementAndGet();
        clients.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
    }

    /** Lets nobody in any more. */
    void close() {
        closed = true;
    }

    private static InetAddress client(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null || remote.getAddress() == null ? InetAddress.getLoopbackAddress() : remote.getAddress();
    }
}
