package org.operationsgateway.gateway.http;

import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import org.operationsgateway.gateway.memory.MemoryBudget;
import org.operationsgateway.gateway.memory.MemoryUse;
import org.operationsgateway.gateway.memory.Reservation;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The memory that a request and its JSON response hold, until the response has been written. Thread-safe. */
public final class RequestMemory implements AutoCloseable {

    private static final String NAME = RequestMemory.class.getName();

    private final UnreadResponses unread;
    private final Reservation request;
    private final Reservation response;

    RequestMemory(MemoryBudget budget, UnreadResponses unread) {
        this.unread = unread;
        this.request = budget.reservation(MemoryUse.REQUESTS);
        this.response = budget.reservation(MemoryUse.ANSWERS);
    }

    void attachTo(ServerWebExchange exchange) {
        exchange.getAttributes().put(NAME, this);
    }

    /** Returns the memory of a request. */
    public static RequestMemory of(ServerWebExchange exchange) {
        return Objects.requireNonNull(exchange.getAttribute(NAME));
    }

    /** Limits the response to the part of the memory that one caller may hold with all its requests. */
    public void limitTo(String caller) {
        response.limitTo(caller);
    }

    /** Returns the bytes that the request holds. */
    public Reservation request() {
        return request;
    }

    /** Returns the bytes that the response holds. */
    public Reservation response() {
        return response;
    }

    /**
     * Writes a body that is in memory, once it is reserved; completes when it has been written to the socket. What the
     * request holds covers a body of that size, so that a change is answered.
     */
    public Mono<Void> write(ServerWebExchange exchange, byte[] body) {
        long missing = body.length - request.held();
        if (missing > response.held()) {
            return response.acquire(missing - response.held()).then(Mono.defer(() -> writeReserved(exchange, body)));
        }
        response.resize(Math.max(0, missing));
        return writeReserved(exchange, body);
    }

    private Mono<Void> writeReserved(ServerWebExchange exchange, byte[] body) {
        ResponseWrite write = new ResponseWrite(ServerChannel.of(exchange), body);
        unread.add(write);
        return write.to(exchange.getResponse())
                // Closed by its client, or because its client reads nothing: the rest has no receiver.
                .onErrorComplete(ClosedChannelException.class)
                .doFinally(end -> unread.remove(write));
    }

    @Override
    public void close() {
        request.close();
        response.close();
    }
}
