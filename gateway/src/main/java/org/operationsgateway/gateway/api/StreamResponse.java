package org.operationsgateway.gateway.api;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.function.Function;
import org.operationsgateway.gateway.watch.FrameSink;
import org.operationsgateway.gateway.watch.StreamFormat;
import org.operationsgateway.gateway.watch.StreamOptions;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * The answer to one request for a stream.
 *
 * <p>WebFlux routes the request and prepares the head of the answer. What follows goes to the channel beneath it.
 */
final class StreamResponse {

    private static final MediaType EVENT_STREAM = MediaType.parseMediaType("text/event-stream;charset=UTF-8");

    private final ServerWebExchange exchange;
    private final Channel channel;
    private final StreamOptions options;

    StreamResponse(ServerWebExchange exchange, StreamOptions options) {
        this.exchange = exchange;
        this.channel = ServerChannel.of(exchange);
        this.options = options;
    }

    /** The event loop that everything about this stream happens on. */
    EventLoop loop() {
        return channel.eventLoop();
    }

    StreamOptions options() {
        return options;
    }

    /** Answers with a status and nothing else. */
    Mono<Void> nothing(HttpStatus status) {
        exchange.getResponse().setStatusCode(status);
        return exchange.getResponse().setComplete();
    }

    /**
     * Begins the stream, and goes on until the sink is told that it is complete.
     *
     * @param begin starts to write, on the event loop; what it returns is run whenever the channel takes more again
     */
    Mono<Void> write(Function<FrameSink, Runnable> begin) {
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(
                options.format() == StreamFormat.EVENT_STREAM ? EVENT_STREAM : MediaType.APPLICATION_NDJSON);
        headers.setCacheControl("no-cache, no-store, no-transform");
        headers.set("X-Accel-Buffering", "no");
        // Commits what WebFlux has; nothing is sent by that.
        return response.setComplete()
                .then(ServerChannel.response(exchange).sendHeaders().then())
                .then(Mono.create(end -> begin(begin, end)));
    }

    private void begin(Function<FrameSink, Runnable> begin, MonoSink<Void> end) {
        ChannelSink sink = new ChannelSink(channel, end);
        sink.attach();
        end.onDispose(() -> loop().execute(sink::detach));
        sink.write(options.retryBytes());
        sink.onWritable(begin.apply(sink));
        sink.flush();
    }
}
