package org.operationsgateway.gateway.stream.response;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.operationsgateway.gateway.stream.StreamProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;

/** A limit on the number of open streams, in total and for each client address. Thread-safe. */
@Component
class StreamLimiter {

    /** The reason for a rejection. */
    enum Rejection {
        /** The replica has reached its maximum number of streams. */
        TOO_MANY_STREAMS,
        /** The client address has reached its maximum number of streams. */
        TOO_MANY_STREAMS_OF_CLIENT,
        /** The replica is shutting down. */
        SHUTTING_DOWN
    }

    private final int maxStreams;
    private final int maxStreamsPerClient;
    private final AtomicInteger streams = new AtomicInteger();
    private final Map<InetAddress, Integer> streamsOfClients = new ConcurrentHashMap<>();
    private volatile boolean shutDown;

    StreamLimiter(StreamProperties properties) {
        this.maxStreams = properties.maxStreams();
        this.maxStreamsPerClient = properties.maxStreamsPerClient();
    }

    /**
     * Counts a stream.
     *
     * @param onEnd receives the action that discounts the stream, to be run once when the request ends
     * @return empty if the stream is accepted
     */
    Optional<Rejection> acquire(ServerWebExchange exchange, Consumer<Disposable> onEnd) {
        if (shutDown) {
            return Optional.of(Rejection.SHUTTING_DOWN);
        }
        if (streams.incrementAndGet() > maxStreams) {
            streams.decrementAndGet();
            return Optional.of(Rejection.TOO_MANY_STREAMS);
        }
        if (maxStreamsPerClient == 0) {
            onEnd.accept(streams::decrementAndGet);
            return Optional.empty();
        }
        InetAddress client = client(exchange);
        int streamsOfClient = streamsOfClients.merge(client, 1, Integer::sum);
        onEnd.accept(() -> release(client));
        return streamsOfClient > maxStreamsPerClient
                ? Optional.of(Rejection.TOO_MANY_STREAMS_OF_CLIENT)
                : Optional.empty();
    }

    private void release(InetAddress client) {
        streams.decrementAndGet();
        streamsOfClients.computeIfPresent(client, (address, count) -> count == 1 ? null : count - 1);
    }

    /** Rejects all further streams. */
    void shutDown() {
        shutDown = true;
    }

    private static InetAddress client(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null || remote.getAddress() == null ? InetAddress.getLoopbackAddress() : remote.getAddress();
    }
}
