package org.operationsgateway.gateway.http;

import io.netty.channel.Channel;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A filter that handles each request in a separate task of its event loop, after the task that has read the request.
 * Thread-safe.
 *
 * <p>A workaround for a defect of Reactor Netty 1.3.7, which queues a pipelined request until the previous exchange of
 * the connection has ended. If the response to a queued request is written while Reactor Netty polls the queue, it does
 * not read from the connection again. Without this filter, this happens when a request fails before a database access.
 *
 * <p>A request whose stream the client has reset meanwhile is not handled: the server announces the end of the channel
 * in a later task, when the request would have been verified, routed and sent to the database.
 *
 * @see <a href="https://github.com/reactor/reactor-netty/issues/4361">Issue 4361</a>, fixed in later versions
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class EventLoopDispatchFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Channel channel = ServerChannel.of(exchange);
        // The end of the channel cancels what never completes.
        return Mono.defer(() -> channel.isActive() ? chain.filter(exchange) : Mono.<Void>never())
                .subscribeOn(Schedulers.fromExecutor(channel.eventLoop()));
    }
}
