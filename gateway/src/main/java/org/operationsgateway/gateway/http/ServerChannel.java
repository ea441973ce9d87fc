package org.operationsgateway.gateway.http;

import io.netty.channel.Channel;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.http.server.HttpServerResponse;

/** Reaches below WebFlux, to the Netty channel that an exchange came in on. */
public final class ServerChannel {

    private ServerChannel() {}

    /** The channel of the connection; of the one stream in it, if the connection is HTTP/2. */
    public static Channel of(ServerWebExchange exchange) {
        Channel[] channel = new Channel[1];
        response(exchange).withConnection(connection -> channel[0] = connection.channel());
        return channel[0];
    }

    /** Reactor Netty's side of the exchange's response. */
    public static HttpServerResponse response(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        return ServerHttpResponseDecorator.getNativeResponse(response);
    }
}
