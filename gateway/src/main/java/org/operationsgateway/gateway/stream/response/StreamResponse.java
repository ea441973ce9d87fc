package org.operationsgateway.gateway.stream.response;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpServerUpgradeHandler;
import io.netty.handler.codec.http.HttpVersion;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.operationsgateway.gateway.http.CacheHeaders;
import org.operationsgateway.gateway.http.ServerChannel;
import org.operationsgateway.gateway.stream.StreamFormat;
import org.operationsgateway.gateway.stream.StreamOptions;
import org.operationsgateway.gateway.stream.StreamSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The response to one request for a stream. Not thread-safe.
 *
 * <p>WebFlux routes the request and prepares the response headers. The events are written to the channel beneath
 * WebFlux. This object exists as long as the stream, so it holds no reference to the exchange.
 */
final class StreamResponse {

    private static final MediaType EVENT_STREAM = MediaType.parseMediaType("text/event-stream;charset=UTF-8");

    private final Channel channel;
    private final HttpServerResponse response;
    private final FrameMemory memory;
    private final Disposable.Composite resources = Disposables.composite();
    private @Nullable Consumer<ChannelSink> body;

    /** Creates the response and registers it with the {@link StreamHandover}. */
    StreamResponse(ServerWebExchange exchange, FrameMemory memory) {
        this.memory = memory;
        this.channel = ServerChannel.of(exchange);
        this.response = ServerChannel.response(exchange);
        StreamHandover.register(exchange.getRequest(), this);
    }

    /** Disposes of a resource when the request ends; at once if it has ended. */
    void onEnd(Disposable resource) {
        resources.add(resource);
    }

    /**
     * Sends the events of a source, and closes the source when the request ends.
     *
     * @return completes when the headers are committed; errors as {@link StreamSource#prepare} does
     */
    Mono<Void> send(ServerWebExchange exchange, StreamSource source, StreamOptions options) {
        onEnd(source::close);
        return source.prepare()
                .publishOn(Schedulers.fromExecutor(channel.eventLoop()))
                .flatMap(ready -> ready
                        ? commit(
                                exchange,
                                options,
                                sink -> sink.onWritable(source.subscribe(sink, channel.eventLoop(), options)::resume))
                        : noContent(exchange));
    }

    /** Sends a single event and ends the stream; completes when the headers are committed. */
    Mono<Void> send(ServerWebExchange exchange, byte[] event, StreamOptions options) {
        return commit(exchange, options, sink -> {
            sink.write(event);
            sink.complete();
        });
    }

    private Mono<Void> commit(ServerWebExchange exchange, StreamOptions options, Consumer<ChannelSink> events) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.setContentType(
                options.format() == StreamFormat.EVENT_STREAM ? EVENT_STREAM : MediaType.APPLICATION_NDJSON);
        CacheHeaders.forbidStorage(exchange.getResponse());
        headers.set("X-Accel-Buffering", "no");
        // draft-ietf-httpbis-incremental: a proxy forwards each part as it arrives.
        headers.set("Incremental", "?1");
        body = sink -> {
            sink.write(options.retryBytes());
            events.accept(sink);
        };
        // Commits the headers of WebFlux; nothing is sent yet.
        return exchange.getResponse().setComplete();
    }

    /** An EventSource that receives this status does not reconnect. */
    private static Mono<Void> noContent(ServerWebExchange exchange) {
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        CacheHeaders.forbidStorage(exchange.getResponse());
        return exchange.getResponse().setComplete();
    }

    /** Starts the stream, if one was committed, after WebFlux has completed; the sink completes the request. */
    void start(MonoSink<Void> end) {
        Consumer<ChannelSink> committed = body;
        if (committed == null) {
            end.success();
        } else {
            body = null;
            endHttp10WithConnection();
            response.sendHeaders()
                    .then()
                    .subscribe(null, end::error, () -> channel.eventLoop().execute(() -> start(committed, end)));
        }
    }

    /** A client of HTTP/1.0 does not decode chunks: its response ends with the connection. */
    private void endHttp10WithConnection() {
        if (response.version().equals(HttpVersion.HTTP_1_0)) {
            response.chunkedTransfer(false);
            response.keepAlive(false);
        }
    }

    private void start(Consumer<ChannelSink> committed, MonoSink<Void> end) {
        if (resources.isDisposed()) {
            return;
        }
        removeUpgradeHandler();
        ChannelSink sink = new ChannelSink(channel, isChunked(), memory, end);
        sink.attach();
        onEnd(() -> channel.eventLoop().execute(sink::detach));
        committed.accept(sink);
        sink.flush();
    }

    /** Removes the handler for upgrades to HTTP/2, which holds memory that an open stream does not need. */
    private void removeUpgradeHandler() {
        if (channel.pipeline().get(HttpServerUpgradeHandler.class) != null) {
            channel.pipeline().remove(HttpServerUpgradeHandler.class);
        }
    }

    /** Returns false for HTTP/2 and for clients of HTTP/1.0. */
    private boolean isChunked() {
        return response.responseHeaders().contains(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED, true);
    }

    /** Releases all resources, after the request has ended. */
    void close() {
        resources.dispose();
    }
}
