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
 * Handles each request in a turn of the event loop that is its own, later than the one in which it was read.
 *
 * <p>Without it a connection could fall silent for ever. Reactor Netty 1.3.7 queues a request that comes before the one
 * ahead of it on that connection is quite over; and if such a request is answered while it is being taken from the queue,
 * as one that is refused without a look into the database is, Reactor Netty doesn't ask for the next one.
 *
 * @see <a href="https://github.com/reactor/reactor-netty/issues/4361">Reactor Netty's issue, which later versions fix</a>
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class EventLoopDispatchFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Channel channel = ServerChannel.of(exchange);
        return chain.filter(exchange).subscribeOn(Schedulers.fromExecutor(channel.eventLoop()));
    }
}
