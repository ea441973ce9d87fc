package org.operationsgateway.gateway.api;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.operationsgateway.gateway.watch.WatchProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

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

    /** Counts a stream in; if it is let in, that is, if the result is empty, {@link #leave} is to count it out. */
    Optional<Refusal> enter(ServerWebExchange exchange) {
        if (closed) {
            return Optional.of(Refusal.SHUTTING_DOWN);
        }
        if (streams.incrementAndGet() > maxStreams) {
            streams.decrementAndGet();
            return Optional.of(Refusal.TOO_MANY_STREAMS);
        }
        if (maxStreamsPerClient > 0 && clients.merge(client(exchange), 1, Integer::sum) > maxStreamsPerClient) {
            leave(exchange);
            return Optional.of(Refusal.TOO_MANY_STREAMS_OF_CLIENT);
        }
        return Optional.empty();
    }

    void leave(ServerWebExchange exchange) {
        streams.decrementAndGet();
        if (maxStreamsPerClient > 0) {
            clients.computeIfPresent(client(exchange), (address, count) -> count == 1 ? null : count - 1);
        }
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
