package org.operationsgateway.gateway.stream.response;

import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.operationsgateway.gateway.http.ClientAddress;
import org.operationsgateway.gateway.security.limit.LimitProperties;
import org.operationsgateway.gateway.security.principal.Caller;
import org.operationsgateway.gateway.stream.StreamProperties;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;

/** A limit on the number of open streams: in total, of each client address, and of each caller. Thread-safe. */
@Component
class StreamLimiter {

    /** The reason for a rejection. */
    enum Rejection {
        /** The replica has reached its maximum number of streams. */
        TOO_MANY_STREAMS,
        /** The client address has reached its maximum number of streams. */
        TOO_MANY_STREAMS_OF_CLIENT,
        /** The caller has reached its maximum number of streams. */
        TOO_MANY_STREAMS_OF_CALLER,
        /** The replica is shutting down. */
        SHUTTING_DOWN
    }

    private final int maxStreams;
    private final AtomicInteger streams = new AtomicInteger();
    private final StreamCounts<InetAddress> clients;
    private final StreamCounts<String> callers;
    private volatile boolean shutDown;

    StreamLimiter(StreamProperties properties, LimitProperties limits) {
        this.maxStreams = properties.maxStreams();
        this.clients = new StreamCounts<>(properties.maxStreamsPerClient());
        this.callers = new StreamCounts<>(limits.streams());
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
        onEnd.accept(streams::decrementAndGet);
        if (!clients.add(ClientAddress.of(exchange), onEnd)) {
            return Optional.of(Rejection.TOO_MANY_STREAMS_OF_CLIENT);
        }
        Caller caller = Caller.of(exchange);
        boolean limited = caller.scheme() != Caller.Scheme.NONE && !callers.add(caller.principal(), onEnd);
        return limited ? Optional.of(Rejection.TOO_MANY_STREAMS_OF_CALLER) : Optional.empty();
    }

    /** Rejects all further streams. */
    void shutDown() {
        shutDown = true;
    }
}
