package org.operationsgateway.gateway.api;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.watch.FrameSink;
import org.operationsgateway.gateway.watch.StreamFormat;
import org.operationsgateway.gateway.watch.StreamOptions;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The answer to one request for a stream.
 *
 * <p>WebFlux routes the request and prepares the head of the answer. What follows goes to the channel beneath it.
 */
final class StreamResponse {

    private static final MediaType EVENT_STREAM = MediaType.parseMediaType("text/event-stream;charset=UTF-8");

    private final Channel channel;
    private final HttpServerResponse response;
    private final Disposable.Composite resources = Disposables.composite();
    private @Nullable Body body;

    StreamResponse(ServerWebExchange exchange) {
        this.channel = ServerChannel.of(exchange);
        this.response = ServerChannel.response(exchange);
        StreamHandover.expect(exchange.getRequest(), this);
    }

    /** What follows the head. */
    interface Body {

        /** Starts to write, on the event loop; what it returns is run whenever the channel takes more again. */
        Runnable write(FrameSink sink);
    }

    /** The event loop that everything about this stream happens on. */
    EventLoop loop() {
        return channel.eventLoop();
    }

    /** Disposes of something when the request ends, however it does; at once, if it has. */
    void onEnd(Disposable resource) {
        resources.add(resource);
    }

    /** Has the stream begin when WebFlux is through with the request. */
    Mono<Void> stream(ServerWebExchange exchange, StreamOptions options, Body stream) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.setContentType(
                options.format() == StreamFormat.EVENT_STREAM ? EVENT_STREAM : MediaType.APPLICATION_NDJSON);
        headers.setCacheControl("no-cache, no-store, no-transform");
        headers.set("X-Accel-Buffering", "no");
        body = sink -> {
            sink.write(options.retryBytes());
            return stream.write(sink);
        };
        // Commits what WebFlux has; nothing is sent by that.
        return exchange.getResponse().setComplete();
    }

    /** WebFlux is through: begins the stream if there is to be one, which goes on until its sink is complete. */
    void begin(MonoSink<Void> end) {
        Body stream = body;
        if (stream == null) {
            end.success();
        } else {
            body = null;
            response.sendHeaders().then().subscribe(null, end::error, () -> loop().execute(() -> begin(stream, end)));
        }
    }

    private void begin(Body stream, MonoSink<Void> end) {
        if (resources.isDisposed()) {
            return;
        }
        doesNotUpgrade();
        ChannelSink sink = new ChannelSink(channel, chunked(), end);
        sink.attach();
        onEnd(() -> loop().execute(sink::detach));
        sink.onWritable(stream.write(sink));
        sink.flush();
    }

    /** The connection is in use for a long time, during which it need not be ready to become one of HTTP/2. */
    private void doesNotUpgrade() {
        if (channel.pipeline().get(HttpServerUpgradeHandler.class) != null) {
            channel.pipeline().remove(HttpServerUpgradeHandler.class);
        }
    }

    /** Not in HTTP/2, nor for a client of HTTP/1.0. */
    private boolean chunked() {
        return response.responseHeaders().contains(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED, true);
    }

    /** The request has ended. */
    void close() {
        resources.dispose();
    }
}
