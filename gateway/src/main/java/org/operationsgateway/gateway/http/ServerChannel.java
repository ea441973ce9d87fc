package org.operationsgateway.gateway.http;

import io.netty.channel.Channel;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Access to the Netty objects that WebFlux exchanges are built on. */
public final class ServerChannel {

    private ServerChannel() {}

    /** Returns the channel of a connection; over HTTP/2, the channel of the HTTP/2 stream. */
    public static Channel of(ServerWebExchange exchange) {
        Channel[] channel = new Channel[1];
        response(exchange).withConnection(connection -> channel[0] = connection.channel());
        return channel[0];
    }

    /** Returns the Reactor Netty request of an exchange. */
    static HttpServerRequest request(ServerWebExchange exchange) {
        return ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
    }

    /** Returns the Reactor Netty response of an exchange. */
    public static HttpServerResponse response(ServerWebExchange exchange) {
        ServerHttpResponse response = exchange.getResponse();
        return ServerHttpResponseDecorator.getNativeResponse(response);
    }
}
