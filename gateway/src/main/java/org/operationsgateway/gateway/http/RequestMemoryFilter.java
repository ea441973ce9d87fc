package org.operationsgateway.gateway.http;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http2.Http2StreamChannel;
import org.operationsgateway.gateway.http.connection.HeadFields;
import org.operationsgateway.gateway.memory.MemoryBudget;
import org.operationsgateway.gateway.memory.MemoryUse;
import org.operationsgateway.gateway.memory.Reservation;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * A filter that releases the memory of each request when its response has been written or it is cancelled. Thread-safe.
 *
 * <p>A large head of HTTP/2 is reserved here, until its stream is closed: a connection has many streams. A head of
 * HTTP/1.1 is reserved while it is read. A head with too many fields is rejected: each costs more than its text.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class RequestMemoryFilter implements WebFilter {

    private static final int LARGE_HEAD_BYTES = 8 * 1024;

    private final MemoryBudget budget;
    private final UnreadResponses unread;

    RequestMemoryFilter(MemoryBudget budget, UnreadResponses unread) {
        this.budget = budget;
        this.unread = unread;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Mono<Void> handled = Mono.using(
                () -> new RequestMemory(budget, unread),
                memory -> {
                    memory.attachTo(exchange);
                    return chain.filter(exchange);
                },
                RequestMemory::close);
        return ServerChannel.of(exchange) instanceof Http2StreamChannel stream
                ? reserveHead(exchange, stream).then(handled)
                : handled;
    }

    private Mono<Void> reserveHead(ServerWebExchange exchange, Channel stream) {
        HttpHeaders fields = ServerChannel.request(exchange).requestHeaders();
        if (HeadFields.areTooMany(fields)) {
            return Mono.error(HeadFields.tooMany());
        }
        long bytes = HeadFields.bytes(fields);
        if (bytes < LARGE_HEAD_BYTES) {
            return Mono.empty();
        }
        Reservation head = budget.reservation(MemoryUse.REQUESTS);
        stream.closeFuture().addListener(closed -> head.close());
        return head.acquire(bytes);
    }
}
